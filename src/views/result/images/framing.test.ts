import { describe, expect, it } from 'vitest'
import type { ImageShape } from '../../../model/shapes'
import { frame, measureFraming } from './framing'
import type { Raster } from './raster'

const SHAPE: ImageShape = [28, 28, 1]
const AUTOMATIC = { invert: null, fit: null }

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A picture with one rectangle of brightness `ink` on `ground`. */
function picture(
  size: number,
  { left, top, width, height }: Box,
  ink = 1,
  ground = 0,
  channels = 1,
): Raster {
  const values = new Float32Array(size * size * channels).fill(ground)
  for (let row = top; row < top + height; row++) {
    values.fill(ink, (row * size + left) * channels, (row * size + left + width) * channels)
  }
  return { width: size, height: size, channels, values }
}

/** Training images of one picture after the other. */
function examples(pictures: readonly Raster[]) {
  return {
    count: pictures.length,
    inputs: Float32Array.from(pictures.flatMap(({ values }) => [...values])),
    targets: new Float32Array(pictures.length),
  }
}

/** Rectangles 20 pixels high and of any width, in the middle, as digits of MNIST are. */
const centred = measureFraming(
  examples(
    [6, 10, 14].map((width) => picture(28, { left: (28 - width) / 2, top: 4, width, height: 20 })),
  ),
  SHAPE,
)

/** The box of what is brighter than half, and the centre of mass. */
function measured(pixels: readonly number[]) {
  const bright = pixels.flatMap((value, i) => (value > 0.5 ? [[i % 28, Math.floor(i / 28)]] : []))
  const [xs, ys] = [0, 1].map((axis) => bright.map((place) => place[axis]))
  const sum = pixels.reduce((a, b) => a + b, 0)
  return {
    width: Math.max(...xs) - Math.min(...xs) + 1,
    height: Math.max(...ys) - Math.min(...ys) + 1,
    x: pixels.reduce((total, value, i) => total + value * ((i % 28) + 0.5), 0) / sum,
    y: pixels.reduce((total, value, i) => total + value * (Math.floor(i / 28) + 0.5), 0) / sum,
  }
}

describe('the framing of training images', () => {
  it('is a size and a centre where all agree on them', () => {
    expect(centred).toEqual({ background: [0], bright: false, side: 20, centre: 'mass' })
  })

  it('is none where objects are of any size and place', () => {
    const anywhere = [2, 6, 12, 20].map((size, i) =>
      picture(28, { left: 2 * i, top: 8 - 2 * i, width: size, height: size }),
    )
    expect(measureFraming(examples(anywhere), SHAPE).side).toBeNull()
  })

  it('knows a bright background', () => {
    const dark = picture(28, { left: 9, top: 4, width: 10, height: 20 }, 0, 0.9)
    const { background, bright } = measureFraming(examples([dark]), SHAPE)
    expect(background[0]).toBeCloseTo(0.9)
    expect(bright).toBe(true)
  })
})

describe('an image brought to the network', () => {
  const drawing = picture(168, { left: 10, top: 20, width: 24, height: 80 })

  it('is cut out, scaled to the size of the training images and centred by its mass', () => {
    const { pixels, fitted, inverted } = frame(drawing, AUTOMATIC, centred, SHAPE)
    expect({ fitted, inverted }).toEqual({ fitted: true, inverted: false })
    const { width, height, x, y } = measured(pixels)
    expect({ width, height }).toEqual({ width: 6, height: 20 })
    expect(x).toBeCloseTo(14, 1)
    expect(y).toBeCloseTo(14, 1)
  })

  it('stays where it is when it is not to be fitted, every pixel the mean of what it covers', () => {
    const { pixels, fitted } = frame(drawing, { invert: null, fit: false }, centred, SHAPE)
    expect(fitted).toBe(false)
    // Six pixels of the pad to one: columns 10 to 34 are pixels 1⅔ to 5⅔.
    expect(pixels.slice(10 * 28, 10 * 28 + 8)).toEqual([0, 0.33, 1, 1, 1, 0.67, 0, 0])
  })

  it('changes bright and dark where its background is bright and theirs is not', () => {
    const paper = picture(168, { left: 70, top: 20, width: 30, height: 120 }, 0.2, 0.9, 3)
    const seen = frame(paper, AUTOMATIC, centred, SHAPE)
    expect(seen.inverted).toBe(true)
    expect(Math.max(...seen.pixels)).toBe(1)
    expect(Math.min(...seen.pixels)).toBe(0)
    expect(measured(seen.pixels).height).toBe(20)
    const kept = frame(paper, { invert: false, fit: null }, centred, SHAPE)
    expect(kept.inverted).toBe(false)
  })

  it('loses the shadows of its background', () => {
    const shaded = picture(168, { left: 70, top: 20, width: 30, height: 120 }, 1, 0)
    for (let i = 0; i < 168 * 168; i++)
      shaded.values[i] = Math.max(shaded.values[i], (i % 168) / 1680)
    const { pixels } = frame(shaded, { invert: false, fit: null }, centred, SHAPE)
    expect(pixels.filter((value) => value > 0 && value < 0.1)).toEqual([])
    expect(measured(pixels).height).toBe(20)
  })

  it('is shown whole where nothing stands out, and as numbers whatever it is', () => {
    const blank = picture(50, { left: 0, top: 0, width: 0, height: 0 }, 0, 0.3)
    const { pixels, fitted } = frame(blank, AUTOMATIC, centred, SHAPE)
    expect(fitted).toBe(false)
    expect(pixels).toEqual(new Array(784).fill(0.3))
  })

  it('keeps its shape in the middle of an image of another shape', () => {
    const wide: Raster = { ...picture(8, { left: 0, top: 0, width: 8, height: 8 }), height: 4 }
    const { pixels } = frame(
      { ...wide, values: wide.values.subarray(0, 32) },
      { invert: false, fit: false },
      { background: [0], bright: false, side: null, centre: 'box' },
      [8, 4, 1],
    )
    expect(pixels).toHaveLength(32)
    expect(pixels.every((value) => value === 1)).toBe(true)
  })

  it('has as many channels as the network wants', () => {
    const { pixels } = frame(drawing, AUTOMATIC, { ...centred, background: [0, 0, 0] }, [8, 8, 3])
    expect(pixels).toHaveLength(192)
    expect(pixels[0]).toBe(pixels[2])
  })
})
