import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Conv2dLayer, Layer } from './experiment'
import { fitLayers, layerShapes } from './layers'
import { type OutputPlace, receptiveFields } from './receptive-field'
import { type ImageShape, isImage } from './shapes'
import { slide } from './window'

const initializer = { kind: 'heNormal' } as const
const conv = (filters: number, kernel: number, more: Partial<Conv2dLayer> = {}): Conv2dLayer => ({
  kind: 'conv2d',
  filters,
  kernel,
  stride: 1,
  padding: 'valid',
  dilation: 1,
  activation: 'relu',
  initializer,
  ...more,
})
const pool: Layer = { kind: 'maxPool2d', size: 2, stride: 2, padding: 0 }
const same = { padding: 'same' } as const

const at = (layer: string, row: number, column: number, unit = 0): OutputPlace => ({
  layer,
  unit,
  pixel: { row, column },
})

const box = (top: number, left: number, bottom: number, right: number) => ({
  top,
  left,
  bottom,
  right,
})

const lenet: readonly Layer[] = [
  conv(6, 5, same),
  pool,
  conv(16, 5),
  pool,
  { kind: 'flatten' },
  { kind: 'dense', units: 84, activation: 'relu', initializer },
]

describe('The receptive field', () => {
  it('grows from layer to layer of LeNet', () => {
    const found = receptiveFields([28, 28, 1], lenet, at('layers/2', 3, 4, 7))
    expect([...found.keys()].sort()).toEqual(['inputs', 'layers/0', 'layers/1'])
    expect(found.get('layers/1')).toEqual({
      region: box(3, 4, 8, 9),
      whole: box(3, 4, 8, 9),
      units: [0, 6],
    })
    expect(found.get('layers/0')?.region).toEqual(box(6, 8, 16, 18))
    // 10 pixels and 2 on either side.
    expect(found.get('inputs')).toEqual({
      region: box(4, 6, 18, 20),
      whole: box(4, 6, 18, 20),
      units: [0, 1],
    })
  })

  it('is cut at the edge and says what lies in the padding', () => {
    const found = receptiveFields([28, 28, 1], lenet, at('layers/0', 0, 27))
    expect(found.get('inputs')?.region).toEqual(box(0, 25, 3, 28))
    expect(found.get('inputs')?.whole).toEqual(box(-2, 25, 3, 30))
  })

  it('of a pooled pixel stays within its own map', () => {
    const found = receptiveFields([28, 28, 1], lenet, at('layers/1', 2, 2, 5))
    expect(found.get('layers/0')).toMatchObject({ region: box(4, 4, 6, 6), units: [5, 6] })
  })

  it('of a dense unit is everything', () => {
    const found = receptiveFields([28, 28, 1], lenet, { layer: 'layers/5', unit: 3 })
    expect(found.get('layers/4')).toMatchObject({ region: box(0, 0, 1, 1), units: [0, 400] })
    expect(found.get('layers/3')).toMatchObject({ region: box(0, 0, 5, 5), units: [0, 16] })
    expect(found.get('inputs')?.region).toEqual(box(0, 0, 28, 28))
    const output = receptiveFields([28, 28, 1], lenet, { layer: 'output', unit: 0 })
    expect(output.get('layers/5')?.units).toEqual([0, 84])
    expect(output.get('inputs')?.region).toEqual(box(0, 0, 28, 28))
  })

  it('of one number of a flattened image is that of its pixel', () => {
    const unit = (1 * 5 + 4) * 16 + 9
    const flat = receptiveFields([28, 28, 1], lenet, { layer: 'layers/4', unit })
    const pooled = receptiveFields([28, 28, 1], lenet, at('layers/3', 1, 4, 9))
    expect(flat.get('layers/3')).toMatchObject({ region: box(1, 4, 2, 5), units: [9, 10] })
    expect(flat.get('inputs')).toEqual(pooled.get('inputs'))
  })

  it('of a globally pooled map is all of that map', () => {
    const layers: Layer[] = [conv(4, 3), { kind: 'globalAveragePool2d' }]
    const found = receptiveFields([9, 9, 2], layers, { layer: 'layers/1', unit: 2 })
    expect(found.get('layers/0')).toMatchObject({ region: box(0, 0, 7, 7), units: [2, 3] })
    expect(found.get('inputs')).toMatchObject({ region: box(0, 0, 9, 9), units: [0, 2] })
  })

  it('behind a residual block is the union over its ways, its inner layers included', () => {
    const block: Layer = {
      kind: 'residual',
      layers: [
        conv(8, 3, { ...same, stride: 2 }),
        { kind: 'batchNorm', momentum: 0.1, epsilon: 1e-5, activation: 'relu' },
        conv(8, 3, same),
      ],
      activation: 'relu',
    }
    const layers = [conv(4, 3, same), block]
    const found = receptiveFields([16, 16, 1], layers, at('layers/1', 3, 3, 5))
    expect([...found.keys()].sort()).toEqual([
      'inputs',
      'layers/0',
      'layers/1/layers/0',
      'layers/1/layers/1',
      'layers/1/layers/2',
      'layers/1/projection',
    ])
    expect(found.get('layers/1/projection')).toMatchObject({
      region: box(3, 3, 4, 4),
      units: [5, 6],
    })
    expect(found.get('layers/1/layers/1')).toMatchObject({ region: box(2, 2, 5, 5), units: [0, 8] })
    expect(found.get('layers/1/layers/0')?.region).toEqual(box(2, 2, 5, 5))
    // Rows 4…10 through the layers, 6 through the projection.
    expect(found.get('layers/0')).toMatchObject({ region: box(4, 4, 11, 11), units: [0, 4] })
    expect(found.get('inputs')?.region).toEqual(box(3, 3, 12, 12))

    const inner = receptiveFields([16, 16, 1], layers, at('layers/1/layers/0', 3, 3))
    expect([...inner.keys()].sort()).toEqual(['inputs', 'layers/0'])
    expect(inner.get('layers/0')?.region).toEqual(box(6, 6, 9, 9))
    const around = receptiveFields([16, 16, 1], layers, at('layers/1/projection', 3, 3))
    expect(around.get('layers/0')?.region).toEqual(box(6, 6, 7, 7))
  })

  it('has no area where a window touches nothing but padding', () => {
    const layers = [conv(1, 1, { padding: 2 })]
    const found = receptiveFields([4, 4, 1], layers, at('layers/0', 0, 0))
    expect(found.get('inputs')?.region).toEqual(box(0, 0, 0, 0))
    expect(found.get('inputs')?.whole).toEqual(box(-2, -2, -1, -1))
  })

  it('is empty for what is not there', () => {
    for (const layer of ['inputs', 'layers/9', 'layers/0/layers/0', 'nonsense']) {
      expect(receptiveFields([28, 28, 1], lenet, at(layer, 0, 0)).size).toBe(0)
    }
  })
})

/** Which pixels of the input take part, by following every tap of every window. */
function traced(input: ImageShape, layers: readonly Layer[], row: number, column: number) {
  const { shapes } = layerShapes(input, layers)
  let pixels = new Set([`${row} ${column}`])
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i]
    const below = (shapes[i - 1] ?? input) as ImageShape
    if (layer.kind !== 'conv2d' && layer.kind !== 'maxPool2d') throw new Error(layer.kind)
    const window =
      layer.kind === 'conv2d' ? layer : { ...layer, kernel: layer.size, dilation: 1 as const }
    const { paddingTop, paddingLeft } = slide(below, window)
    const before = new Set<string>()
    for (const pixel of pixels) {
      const [y, x] = pixel.split(' ').map(Number)
      for (let down = 0; down < window.kernel; down++) {
        for (let right = 0; right < window.kernel; right++) {
          const line = y * window.stride - paddingTop + down * window.dilation
          const place = x * window.stride - paddingLeft + right * window.dilation
          if (line < 0 || line >= below[0] || place < 0 || place >= below[1]) continue
          before.add(`${line} ${place}`)
        }
      }
    }
    pixels = before
  }
  return [...pixels].map((pixel) => pixel.split(' ').map(Number))
}

test('Regions are the smallest rectangles around what the windows really touch', () => {
  const filters = fc
    .record({
      kernel: fc.integer({ min: 1, max: 5 }),
      stride: fc.integer({ min: 1, max: 4 }),
      dilation: fc.integer({ min: 1, max: 3 }),
      padding: fc.oneof(fc.constantFrom('valid', 'same'), fc.integer({ min: 0, max: 4 })),
    })
    .map((settings) => conv(2, 3, settings))
  const pools = fc
    .record({ size: fc.integer({ min: 1, max: 3 }), stride: fc.integer({ min: 1, max: 4 }) })
    .map((settings): Layer => ({ kind: 'maxPool2d', padding: 0, ...settings }))
  const side = fc.integer({ min: 1, max: 15 })
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(
      fc.tuple(side, side),
      fc.array(fc.oneof(filters, pools), { minLength: 1, maxLength: 3 }),
      share,
      share,
      ([height, width], given, down, across) => {
        const input: ImageShape = [height, width, 1]
        const layers = fitLayers(input, given)
        const shape = layerShapes(input, layers).shapes.at(-1)
        fc.pre(shape !== undefined && isImage(shape))
        const row = Math.floor(down * shape[0])
        const column = Math.floor(across * shape[1])
        const place = at(`layers/${layers.length - 1}`, row, column)
        const found = receptiveFields(input, layers, place).get('inputs')
        const pixels = traced(input, layers, row, column)
        const extent = (axis: 0 | 1) => {
          const lines = pixels.map((pixel) => pixel[axis])
          return lines.length > 0 ? [Math.min(...lines), Math.max(...lines) + 1] : [0, 0]
        }
        const [top, bottom] = extent(0)
        const [left, right] = extent(1)
        expect(found?.region).toEqual(box(top, left, bottom, right))
      },
    ),
  )
})
