import { describe, expect, it } from 'vitest'
import type { LayerInfo, Loaded, ParameterInfo } from '../../worker/protocol'
import { hasFilters } from '../shared/layers'
import { filterLayers, sliceName } from './filter-layers'
import { limitsOf, placeOf } from './limits'

const layer = (
  name: string,
  kind: LayerInfo['kind'],
  more: Partial<LayerInfo> = {},
): LayerInfo => ({
  name,
  kind,
  inputShape: [6, 6, 2],
  shape: [10],
  activation: 'identity',
  ...more,
})
const parameters = (...shapes: readonly (readonly [string, ...number[]])[]): ParameterInfo[] => {
  let offset = 0
  return shapes.flatMap(([name, ...shape]) => {
    const units = shape[shape.length - 1]
    const size = shape.reduce((a, b) => a * b, 1)
    const own = [
      { name: `${name}/weight`, shape, offset },
      { name: `${name}/bias`, shape: [units], offset: offset + size },
    ]
    offset += size + units
    return own
  })
}
const network = (layers: readonly LayerInfo[], ...shapes: readonly [string, ...number[]][]) =>
  ({ inputShape: [6, 6, 2], layers, parameters: parameters(...shapes) }) as unknown as Loaded

describe('Layers whose weights are images', () => {
  it('are convolutions, those in residual blocks and their projections too', () => {
    const block = layer('layers/1', 'residual', {
      layers: [layer('layers/1/layers/0', 'conv2d'), layer('layers/1/projection', 'conv2d')],
    })
    const loaded = network(
      [layer('layers/0', 'conv2d'), block, layer('output', 'dense')],
      ['layers/0', 3, 3, 2, 4],
      ['layers/1/layers/0', 3, 3, 4, 8],
      ['layers/1/projection', 1, 1, 4, 8],
      ['output', 288, 10],
    )
    expect(hasFilters(loaded)).toBe(true)
    expect(filterLayers(loaded).map(({ label }) => label)).toEqual([
      'Layer 1 · Convolution 3×3',
      'Layer 2.1 · Convolution 3×3',
      'Layer 2 · Projection 1×1',
    ])
    expect(filterLayers(loaded)[1]).toMatchObject({ inputs: 4, filters: 8, weight: 76, bias: 364 })
  })

  it('are dense layers that see the pixels, through a flatten layer too', () => {
    const dense = [
      layer('layers/0', 'flatten'),
      layer('layers/1', 'dense'),
      layer('output', 'dense'),
    ]
    const loaded = network(dense, ['layers/1', 72, 5], ['output', 5, 10])
    expect(hasFilters(loaded)).toBe(true)
    const [first, ...others] = filterLayers(loaded)
    expect(others).toEqual([])
    expect(first).toMatchObject({ rows: 6, columns: 6, inputs: 2, filters: 5, kind: 'unit' })
    expect(sliceName(first, 4, 1)).toBe('Layer 2, unit 5, input 2')
  })

  it('are missing where pooled pixels alone reach a dense layer', () => {
    const pooled = [layer('layers/0', 'maxPool2d'), layer('output', 'dense')]
    const loaded = network(pooled, ['output', 18, 10])
    expect(hasFilters(loaded)).toBe(false)
    expect(filterLayers(loaded)).toEqual([])
  })
})

it('A slice stands where its filter and input say, and colours hold for a filter or the layer', () => {
  const [filters] = filterLayers(network([layer('layers/0', 'conv2d')], ['layers/0', 1, 2, 3, 2]))
  // [row, column, input, filter], all small but one weight of filter 2 and input 3.
  const values = Float32Array.from({ length: 12 }, (_, i) => (i === 11 ? -7 : i / 64))
  const { channel, channels } = placeOf(filters, 0, 1, 2)
  expect(values[channels + channel]).toBe(-7)
  expect(limitsOf(filters, { values, start: 0 }, false)).toEqual([8, 8])
  expect(limitsOf(filters, { values, start: 0 }, true)).toEqual([0.2, 8])
})
