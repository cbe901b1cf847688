import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../../../golden/layers.json'
import type { WindowSettings } from '../../model/window'
import { type Calculation, explain, outputOf, winnersOf } from './compute'
import { type Grid, makeGrid } from './grid'
import { fits, sweep } from './sweep'

/** Images `[batch, row, column, channel]`, filters `[row, column, in, out]`. */
interface GoldenTensor {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

const convolutions = golden.cases.filter(({ op }) => op === 'conv2d') as unknown as readonly {
  readonly attrs: { stride: number; padding: number; dilation: number; kernel: number[] }
  readonly x: GoldenTensor
  readonly y: GoldenTensor
  readonly params: { readonly weight: GoldenTensor; readonly bias: GoldenTensor }
}[]
const square = convolutions.filter(({ attrs: { kernel } }) => kernel[0] === kernel[1])

const plain = (input: Grid, filter: Grid, bias = 0): Calculation => ({
  operation: 'convolution',
  input,
  filter,
  bias,
  relu: false,
})

describe('the golden convolutions', () => {
  it('are many', () => expect(square.length).toBeGreaterThanOrEqual(5))

  it.each(square.map((each) => [JSON.stringify(each.attrs), each] as const))(
    'are the sums of the table over channels: %s',
    (_, { attrs, x, y, params }) => {
      const { stride, padding, dilation, kernel } = attrs
      const [examples, height, width, channels] = x.shape
      const [, outHeight, outWidth, filters] = y.shape
      const window = { kernel: kernel[0], stride, padding, dilation }
      const size = { height: kernel[0], width: kernel[0] }
      for (let example = 0; example < examples; example++) {
        for (let map = 0; map < filters; map++) {
          const sums = new Float64Array(outHeight * outWidth).fill(params.bias.data[map])
          for (let channel = 0; channel < channels; channel++) {
            const input = makeGrid(
              { height, width },
              ({ row, column }) =>
                x.data.at(((example * height + row) * width + column) * channels + channel) ?? 0,
            )
            const filter = makeGrid(
              size,
              ({ row, column }) =>
                params.weight.data.at(
                  ((row * kernel[0] + column) * channels + channel) * filters + map,
                ) ?? 0,
            )
            const output = outputOf(plain(input, filter), sweep(input, window))
            expect([output.height, output.width]).toEqual([outHeight, outWidth])
            output.values.forEach((value, i) => {
              sums[i] += value
            })
          }
          sums.forEach((sum, i) => {
            const at = example * outHeight * outWidth + i
            expect(sum).toBeCloseTo(y.data[at * filters + map], 9)
          })
        }
      }
    },
  )
})

const size = fc.integer({ min: 1, max: 9 })
const windows: fc.Arbitrary<WindowSettings> = fc.record({
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  padding: fc.oneof(
    fc.constant('valid' as const),
    fc.constant('same' as const),
    fc.integer({ min: 0, max: 6 }),
  ),
})
const digit = (seed: number, i: number) => (((seed + 1) * (i + 3) * 7919) % 19) - 9

/** By definition: the image with its zeros written out, and the filter with its gaps. */
function naive(input: Grid, filter: Grid, { stride, dilation, padding }: WindowSettings): number[] {
  const { height, width } = input
  const reach = dilation * (filter.width - 1) + 1
  const zeros = (length: number) => {
    if (padding !== 'same') return padding === 'valid' ? 0 : padding
    return Math.floor(Math.max(0, (Math.ceil(length / stride) - 1) * stride + reach - length) / 2)
  }
  const count = (length: number) =>
    padding === 'same'
      ? Math.ceil(length / stride)
      : Math.floor((length + 2 * zeros(length) - reach) / stride) + 1
  const image: number[][] = Array.from({ length: height + 80 }, () => Array(width + 80).fill(0))
  input.values.forEach((value, i) => {
    image[Math.floor(i / width) + zeros(height)][(i % width) + zeros(width)] = value
  })
  const spread: number[][] = Array.from({ length: reach }, () => Array(reach).fill(0))
  filter.values.forEach((value, i) => {
    spread[Math.floor(i / filter.width) * dilation][(i % filter.width) * dilation] = value
  })
  const sums: number[] = []
  for (let row = 0; row < count(height); row++) {
    for (let column = 0; column < count(width); column++) {
      let sum = 0
      spread.forEach((weights, m) =>
        weights.forEach((weight, n) => {
          sum += weight * image[row * stride + m][column * stride + n]
        }),
      )
      sums.push(sum)
    }
  }
  return sums
}

describe('any convolution', () => {
  it('is the naive one', () => {
    fc.assert(
      fc.property(size, size, windows, fc.nat(50), (height, width, window, seed) => {
        const input = makeGrid({ height, width }, ({ row, column }) =>
          digit(seed, row * width + column),
        )
        const filter = makeGrid({ height: window.kernel, width: window.kernel }, (place) =>
          digit(seed + 1, place.row * window.kernel + place.column),
        )
        const over = sweep(input, window)
        if (!fits(over)) return
        expect(outputOf(plain(input, filter), over).values).toEqual(naive(input, filter, window))
      }),
    )
  })

  it('adds its bias and cuts below zero with a ReLU', () => {
    const input = makeGrid({ height: 3, width: 3 }, ({ row }) => row)
    const filter = makeGrid({ height: 1, width: 1 }, () => -1)
    const over = sweep(input, { kernel: 1, stride: 1, padding: 'valid', dilation: 1 })
    const calculation = { ...plain(input, filter, 1.5), relu: true }
    expect(outputOf(calculation, over).values).toEqual([1.5, 1.5, 1.5, 0.5, 0.5, 0.5, 0, 0, 0])
    expect(explain(calculation, over, { row: 2, column: 0 })).toMatchObject({ sum: -2, output: 0 })
  })
})

describe('pooling', () => {
  const input = makeGrid({ height: 3, width: 3 }, ({ row, column }) => -1 - row - column)
  const unused = { filter: makeGrid({ height: 1, width: 1 }, () => 9), bias: 5, relu: true }
  const over = sweep(input, { kernel: 2, stride: 2, padding: 1, dilation: 1 })

  it('takes the largest pixel and never the padding', () => {
    const calculation = { ...unused, operation: 'maxPooling', input } as const
    expect(outputOf(calculation, over).values).toEqual([-1, -2, -2, -3])
    expect(explain(calculation, over, { row: 0, column: 1 }).winner).toBe(2)
    expect(explain(calculation, over, { row: 1, column: 1 }).winner).toBe(0)
    const [first, second] = winnersOf(calculation, over)
    expect([first, second]).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 1 },
    ])
  })

  it('takes the mean with padding counted as zeros', () => {
    const calculation = { ...unused, operation: 'averagePooling', input } as const
    expect(outputOf(calculation, over).values).toEqual([-0.25, -1.25, -1.25, -4])
  })
})
