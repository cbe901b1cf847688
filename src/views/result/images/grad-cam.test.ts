import { describe, expect, it } from 'vitest'
import type { LayerKind } from '../../../model/experiment'
import type { Shape } from '../../../model/shapes'
import type { LayerInfo } from '../../../worker/protocol'
import { camRequests, camSource, classActivationMap, denseWeight, stretched } from './grad-cam'

function layer(
  name: string,
  kind: LayerKind,
  inputShape: Shape,
  shape: Shape,
  activation: LayerInfo['activation'] = 'identity',
): LayerInfo {
  return { name, kind, inputShape, shape, activation }
}

const conv = layer('layers/0', 'conv2d', [4, 4, 1], [2, 2, 2], 'relu')
const pool = layer('layers/1', 'maxPool2d', [2, 2, 2], [1, 1, 2])
const global = layer('layers/1', 'globalAveragePool2d', [2, 2, 2], [2])
const dropout = layer('layers/1', 'dropout', [2, 2, 2], [2, 2, 2])
const flatten = layer('layers/2', 'flatten', [2, 2, 2], [8])
const norm = layer('layers/3', 'batchNorm', [8], [8], 'relu')
const output = layer('output', 'dense', [8], [3])
const image = { over: 'test', example: 0 } as const

describe('the maps of Grad-CAM', () => {
  it('are those of the last layer that gives maps', () => {
    expect(camSource({ layers: [conv, pool, flatten, output] })).toMatchObject({
      layer: pool,
      way: 'own',
      deltaOf: pool,
    })
    expect(camSource({ layers: [output] })).toBeNull()
  })

  it('take their derivative from the layer after one with an activation', () => {
    const ways = [[global], [dropout, flatten], [flatten], [flatten, norm]].map((between) =>
      camSource({ layers: [conv, ...between, output] }),
    )
    expect(ways.map((source) => source?.way)).toEqual(['pooled', 'dense', 'dense', 'before'])
    expect(ways.map((source) => source?.deltaOf.name)).toEqual([
      'layers/1',
      'output',
      'output',
      'layers/0',
    ])
  })

  it('are asked for with the derivative of the score', () => {
    const source = camSource({ layers: [conv, flatten, output] })
    expect(source && camRequests(source, image, 2)).toEqual([
      { tensor: 'layers/0/output', ...image },
      { tensor: 'output/delta', ...image, of: 'score', target: 2 },
    ])
  })
})

describe('the map of a class', () => {
  // Two maps of 2×2 in turns.
  const maps = Float32Array.of(1, 5, 2, 6, 3, 7, 4, 8)

  it('weights maps with the mean of the derivative, and cuts what is negative', () => {
    const source = { layer: conv, way: 'own', deltaOf: conv } as const
    const delta = Float32Array.of(2, 0, 2, 0, 2, 0, 2, -4)
    // α = (2, −1).
    expect([...classActivationMap(source, [2, 2, 2], maps, delta)]).toEqual([0, 0, 0, 0])
    const other = Float32Array.of(8, 0, 8, 0, 8, 0, 8, -4)
    expect([...classActivationMap(source, [2, 2, 2], maps, other)]).toEqual([3, 10, 17, 24])
  })

  it('divides the delta of global average pooling among the places', () => {
    const source = { layer: conv, way: 'pooled', deltaOf: global } as const
    const map = classActivationMap(source, [2, 2, 2], maps, Float32Array.of(4, 0))
    expect([...map]).toEqual([1, 2, 3, 4])
  })

  it('takes the delta of a dense layer back through its weights', () => {
    const source = camSource({ layers: [conv, flatten, output] })
    const parameters = [{ name: 'output/weight', shape: [8, 3], offset: 5 }]
    const values = Float32Array.from({ length: 40 }, (_, i) => i)
    const weight = source ? denseWeight(source, { parameters }, values) : undefined
    expect(weight).toEqual(values.subarray(5, 29))
    // Only the second unit's weights count: 6, 9, 12 … of which each map has every other.
    const map = source
      ? classActivationMap(source, [2, 2, 2], maps, Float32Array.of(0, 1, 0), weight)
      : []
    const alpha = [(6 + 12 + 18 + 24) / 4, (9 + 15 + 21 + 27) / 4]
    expect(map[0]).toBeCloseTo(alpha[0] * 1 + alpha[1] * 5, 4)
  })
})

it('stretches a map between the centres of its places', () => {
  const wide = stretched(Float32Array.of(0, 4), [1, 2], [2, 4])
  expect([...wide]).toEqual([0, 1, 3, 4, 0, 1, 3, 4])
})
