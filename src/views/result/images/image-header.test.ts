import { describe, expect, it } from 'vitest'
import { readImageHeader } from './image-header'

const bytes = (...parts: readonly (readonly number[])[]) => Uint8Array.from(parts.flat())
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

describe('the header of an image', () => {
  it('tells the size of a PNG', () => {
    const header = bytes(
      SIGNATURE,
      [0, 0, 0, 13],
      [0x49, 0x48, 0x44, 0x52],
      [0, 0, 1, 0, 0, 1, 0x11, 0x70],
    )
    expect(readImageHeader(header)).toEqual({ format: 'PNG', size: { width: 256, height: 70_000 } })
  })

  it('tells the size of a JPEG behind its other segments', () => {
    const jfif = [0xff, 0xe0, 0, 6, 1, 2, 3, 4]
    const huffman = [0xff, 0xc4, 0, 4, 9, 9]
    const frame = [0xff, 0xff, 0xc2, 0, 11, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3, 0]
    expect(readImageHeader(bytes([0xff, 0xd8], jfif, huffman, frame))).toEqual({
      format: 'JPEG',
      size: { width: 4000, height: 3000 },
    })
  })

  it('knows the format even where the file is cut before its size', () => {
    expect(readImageHeader(bytes(SIGNATURE))).toEqual({ format: 'PNG', size: undefined })
    expect(readImageHeader(bytes([0xff, 0xd8, 0xff, 0xe1, 0x10, 0]))).toEqual({
      format: 'JPEG',
      size: undefined,
    })
  })

  it('is none of a text, nor of an empty file', () => {
    expect(readImageHeader(new TextEncoder().encode('%PNG is what I am'))).toBeNull()
    expect(readImageHeader(new Uint8Array())).toBeNull()
  })
})
