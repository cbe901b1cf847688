import { readImageHeader } from './image-header'
import type { Raster } from './raster'

/** Longer side of what is kept of a photo: enough for the largest network many times over. */
const KEPT_SIDE = 256
const MOST_BYTES = 64_000_000
const MOST_PIXELS = 100_000_000
const LARGE = 50_000_000
/** Enough for the header of nearly any JPEG, whose size may stand behind a profile and a preview. */
const HEADER_BYTES = 1 << 18

export interface Photo {
  readonly name: string
  /** As the file has it. */
  readonly width: number
  readonly height: number
  /** Made smaller; red, green and blue. */
  readonly raster: Raster
}

/**
 * Reads a PNG or JPEG. The browser decodes it beside the page.
 *
 * @throws an `Error` fit to be shown, where it is no such file, damaged or too large
 */
export async function readImage(file: File): Promise<Photo> {
  const name = file.name || 'The image'
  if (file.size > MOST_BYTES) throw new Error(`${name} is larger than 64 MB and was not read.`)
  const start = await file.slice(0, HEADER_BYTES).arrayBuffer()
  const header = readImageHeader(new Uint8Array(start))
  if (!header) throw new Error(`${name} is not a PNG or JPEG image, whatever its name says.`)
  const { format, size } = header
  if (size && size.width * size.height > MOST_PIXELS) {
    const pixels = `${size.width.toLocaleString('en')} × ${size.height.toLocaleString('en')}`
    throw new Error(`${name} has ${pixels} pixels; up to 100 million can be read.`)
  }
  const bitmap = await decode(file, size).catch(() => {
    throw new Error(`${name} is damaged: its ${format} data cannot be read.`)
  })
  const raster = pixelsOf(bitmap)
  const { width, height } = size ?? bitmap
  bitmap.close()
  return { name: file.name || 'pasted image', width, height, raster }
}

/**
 * Decoding alone keeps off the page's thread, making smaller meanwhile does not: it is for pictures
 * that would take too much memory.
 */
function decode(file: File, size: { width: number; height: number } | undefined) {
  if (!size || size.width * size.height <= LARGE) return createImageBitmap(file)
  return createImageBitmap(file, {
    resizeQuality: 'low',
    ...(size.width >= size.height ? { resizeWidth: KEPT_SIDE } : { resizeHeight: KEPT_SIDE }),
  })
}

function pixelsOf(bitmap: ImageBitmap): Raster {
  const scale = Math.min(1, KEPT_SIDE / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw on a canvas.')
  // What is transparent is taken for paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const values = new Float32Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      values[pixel * 3 + channel] = data[pixel * 4 + channel] / 255
    }
  }
  return { width, height, channels: 3, values }
}
