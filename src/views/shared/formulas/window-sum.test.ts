import { describe, expect, it } from 'vitest'
import type { WindowSettings } from '../../../model/window'
import { convolutionSum, patchOf, windowAt } from './window-sum'

const settings = (changed: Partial<WindowSettings>): WindowSettings => ({
  kernel: 3,
  stride: 1,
  padding: 'valid',
  dilation: 1,
  ...changed,
})

describe('the window of a pixel', () => {
  it('begins above and left of the image where there is padding', () => {
    const window = windowAt([5, 5, 1], settings({ padding: 'same' }), { row: 0, column: 4 })
    expect(window).toMatchObject({ top: -1, left: 3, reach: 3, side: 3 })
    expect(window.padding).toEqual({ top: 1, left: 1, bottom: 1, right: 1 })
    const inside = window.cells.map(({ inside: is }) => (is ? 1 : 0))
    expect(inside).toEqual([0, 0, 0, 1, 1, 0, 1, 1, 0])
  })

  it('moves by the stride and leaves gaps of the dilation', () => {
    const window = windowAt([9, 9, 1], settings({ stride: 2, dilation: 2 }), { row: 1, column: 2 })
    expect(window).toMatchObject({ top: 2, left: 4, reach: 5 })
    expect(window.cells.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 4',
      '2 6',
      '2 8',
      '4 4',
      '4 6',
      '4 8',
      '6 4',
      '6 6',
      '6 8',
    ])
  })

  it('has no padding where windows do not reach it', () => {
    // Four zeros on each side, but the last window ends within the image.
    const window = windowAt([5, 5, 1], settings({ kernel: 2, stride: 4, padding: 1 }), {
      row: 1,
      column: 1,
    })
    expect(window.padding).toEqual({ top: 1, left: 1, bottom: 0, right: 0 })
  })
})

it('takes a patch of one map, zeros where it is padding', () => {
  // Two maps of 2×2: 1…4 and ten times that.
  const values = [1, 10, 2, 20, 3, 30, 4, 40]
  const { cells } = windowAt([2, 2, 2], settings({ padding: 1 }), { row: 0, column: 0 })
  expect(patchOf(values, [2, 2, 2], 1, cells)).toEqual([0, 0, 0, 0, 10, 20, 0, 30, 40])
})

it('sums patch times filter over all maps, like the convolution written out', () => {
  const image = [4, 3, 2] as const
  const filters = 3
  const kernel = 2
  const values = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i))
  const weights = Float32Array.from({ length: 24 }, (_, i) => Math.cos(i))
  const pixel = { row: 2, column: 1 }
  const { cells } = windowAt(image, settings({ kernel }), pixel)
  const sums = convolutionSum(values, image, weights, { filters, filter: 1 }, cells)

  const expected = [0, 0]
  for (let y = 0; y < kernel; y++) {
    for (let x = 0; x < kernel; x++) {
      for (let c = 0; c < 2; c++) {
        const value = values[((pixel.row + y) * 3 + pixel.column + x) * 2 + c]
        expected[c] += value * weights[((y * kernel + x) * 2 + c) * filters + 1]
      }
    }
  }
  expect(sums.channels.map(({ sum }) => sum)).toEqual([
    expect.closeTo(expected[0], 12),
    expect.closeTo(expected[1], 12),
  ])
  expect(sums.sum).toBeCloseTo(expected[0] + expected[1], 12)
  const products = sums.channels.flatMap((channel) => channel.products)
  expect(sums.largestProduct).toBe(Math.max(...products.map(Math.abs)))
  expect(sums.magnitude).toBeCloseTo(
    products.reduce((a, b) => a + Math.abs(b), 0),
    12,
  )
})
