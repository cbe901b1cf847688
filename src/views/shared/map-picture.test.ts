import { expect, it } from 'vitest'
import { type MapScale, mapColour, paintMap } from './map-picture'
import type { Palette } from './palette'

const palette: Palette = {
  theme: 'light',
  negative: [255, 128, 0],
  zero: [240, 240, 240],
  positive: [0, 64, 255],
  classes: [],
  paper: [255, 255, 255],
  ink: [0, 0, 0],
}

/** Channel 1 of a 2×3 image of two channels, painted at (2, 1). */
function painted(values: readonly number[], scale: MapScale) {
  const width = 6
  const data = new Uint8ClampedArray(4 * width * 4)
  const interleaved = values.flatMap((value) => [99, value])
  const place = { height: 2, width: 3, channels: 2, channel: 1, start: 0 }
  paintMap({ data, width, height: 4 } as ImageData, 2, 1, interleaved, place, scale, palette)
  const pixel = (row: number, column: number) => {
    const at = 4 * ((1 + row) * width + 2 + column)
    return [...data.subarray(at, at + 4)]
  }
  return { data, pixels: values.map((_, i) => pixel(Math.floor(i / 3), i % 3)) }
}

const values = [-9, -2, 0, 1.3, 2, Number.POSITIVE_INFINITY]

it.each([
  { kind: 'signed', limit: 2 },
  { kind: 'ink', limit: 2 },
] as const)('A map is painted in the colours of its scale: $kind', (scale) => {
  const { pixels } = painted(values, scale)
  values.forEach((value, i) => {
    const [red, green, blue] = mapColour(palette, value, scale)
    const [r, g, b, alpha] = pixels[i]
    // The ramp has 511 steps.
    expect(Math.abs(r - red)).toBeLessThanOrEqual(1)
    expect(Math.abs(g - green)).toBeLessThanOrEqual(1)
    expect(Math.abs(b - blue)).toBeLessThanOrEqual(1)
    expect(alpha).toBe(255)
  })
})

it('Zero is neutral also where all is zero, and what is not a number is grey', () => {
  const zeros = painted([0, 0, 0, 0, 0, 0], { kind: 'signed', limit: 0 })
  expect(zeros.pixels).toEqual(Array.from({ length: 6 }, () => [240, 240, 240, 255]))
  const broken = painted(Array<number>(6).fill(Number.NaN), { kind: 'signed', limit: 1 })
  expect(broken.pixels[0]).toEqual([179, 179, 179, 255])
})

it('Nothing around a map is touched', () => {
  const { data } = painted(values, { kind: 'ink', limit: 1 })
  expect(data.filter((byte, i) => i % 4 === 3 && byte > 0)).toHaveLength(6)
})
