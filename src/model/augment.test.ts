import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { augment, drawsOf } from '../engine/conformance/image-reference.test-support'
import { pcg, randomSequence } from '../lib/random'
import { augmentImage } from './augment'
import type { Augmentation } from './experiment'
import type { ImageShape } from './shapes'

const NONE: Augmentation = { translation: 0, rotation: 0, scale: 0, flip: false, noise: 0 }
/** 3×4 pixels, all different. */
const SHAPE: ImageShape = [3, 4, 1]
const PIXELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Draws as given, in the middle where none is; draws of 1 give the largest change. */
const draws = (given: Readonly<Record<number, number>>) => (k: number) => given[k] ?? 0.5
const changed = (
  augmentation: Partial<Augmentation>,
  given: Readonly<Record<number, number>>,
  { pixels = PIXELS, shape = SHAPE }: { pixels?: readonly number[]; shape?: ImageShape } = {},
) => {
  const result = augmentImage(pixels, shape, { ...NONE, ...augmentation }, draws(given))
  return [...result].map((value) => Number(value.toFixed(5)))
}

describe('an augmented image', () => {
  it('is the image itself where nothing is to change', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })), (given) => {
        expect(changed({}, given)).toEqual(PIXELS)
      }),
    )
  })

  it('moves to the right and down by whole pixels, black coming in', () => {
    expect(changed({ translation: 1 }, { 0: 1 })).toEqual([0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11])
    expect(changed({ translation: 2 }, { 1: 1 })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])
    expect(changed({ translation: 1 }, { 0: 0 })).toEqual([2, 3, 4, 0, 6, 7, 8, 0, 10, 11, 12, 0])
  })

  it('mixes neighbours where it moves by a part of a pixel', () => {
    const row = { pixels: [0, 4, 8], shape: [1, 3, 1] } as const
    expect(changed({ translation: 1 }, { 0: 0.625 }, row)).toEqual([0, 3, 7])
  })

  it('turns counter-clockwise to the eye', () => {
    const square = { pixels: [1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [3, 3, 1] } as const
    expect(changed({ rotation: 90 }, { 2: 1 }, square)).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7])
    expect(changed({ rotation: 90 }, { 2: 0 }, square)).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3])
  })

  it('grows and shrinks about its centre', () => {
    const row = { pixels: [0, 2, 4, 6, 8], shape: [1, 5, 1] } as const
    expect(changed({ scale: 1 }, { 3: 1 }, row)).toEqual([2, 3, 4, 5, 6])
    expect(changed({ scale: 0.5 }, { 3: 0 }, row)).toEqual([0, 0, 4, 8, 0])
  })

  it('is mirrored left to right every other time', () => {
    const mirrored = [4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9]
    expect(changed({ flip: true }, { 4: 0.49 })).toEqual(mirrored)
    expect(changed({ flip: true }, { 4: 0.5 })).toEqual(PIXELS)
    expect(changed({ flip: false }, { 4: 0 })).toEqual(PIXELS)
  })

  it('is mirrored before it moves', () => {
    const moved = [0, 4, 3, 2, 0, 8, 7, 6, 0, 12, 11, 10]
    expect(changed({ flip: true, translation: 1 }, { 0: 1, 4: 0 })).toEqual(moved)
  })

  it('keeps its channels apart', () => {
    const colours = { pixels: [1, 10, 100, 2, 20, 200], shape: [1, 2, 3] } as const
    expect(changed({ translation: 1 }, { 0: 1 }, colours)).toEqual([0, 0, 0, 1, 10, 100])
  })

  it('gains noise of the deviation that is set', () => {
    const size = 10_000
    const random = randomSequence(1, 'augmentation')
    const uniforms = Array.from({ length: 6 + 2 * size }, () => random.uniform())
    const noisy = augmentImage(
      new Float32Array(size),
      [100, 100, 1],
      { ...NONE, noise: 0.2 },
      (k) => uniforms[k],
    )
    const square = noisy.reduce((sum, value) => sum + value * value, 0)
    expect(Math.sqrt(square / size)).toBeCloseTo(0.2, 2)
  })

  it('has what is told beyond its border', () => {
    const result = augmentImage([1, 1], [1, 2, 1], { ...NONE, translation: 2 }, draws({ 0: 1 }), -3)
    expect([...result]).toEqual([-3, -3])
  })

  it('is what the engines make of a batch, by the same draws', () => {
    const [height, width, channels] = [5, 7, 2]
    const size = height * width * channels
    const random = randomSequence(2, 'points')
    const x = Array.from({ length: 3 * size }, () => random.uniform())
    const settings = { translation: 1.5, rotation: 20, scale: 0.25, flip: true, noise: 0.125 }
    const batch = augment(
      {
        kind: 'augment',
        rows: 3,
        height,
        width,
        channels,
        x: 0,
        a: 3 * size,
        outside: -0.5,
        ...settings,
        rotation: (20 * Math.PI) / 180,
        flip: 1,
      },
      x,
      77,
    )
    const noiseKey = pcg((77 ^ 0x6e6f6973) >>> 0)
    for (let row = 0; row < 3; row++) {
      const ofImage = drawsOf(row, 77)
      const ofElement = (k: number) => (pcg(noiseKey + 2 * row * size + k) >>> 8) / 0x1000000
      const image = augmentImage(
        x.slice(row * size, (row + 1) * size),
        [height, width, channels],
        settings,
        (k) => (k < 6 ? ofImage(k) : ofElement(k - 6)),
        -0.5,
      )
      image.forEach((value, i) => expect(value).toBeCloseTo(batch[row * size + i], 5))
    }
  })
})
