import { describe, expect, it } from 'vitest'
import type { Conv2dLayer, Layer } from '../../../model/experiment'
import { layerShapes } from '../../../model/layers'
import { type ImageShape, isImage } from '../../../model/shapes'
import { pixelSeeing } from './field-place'

const conv = (changed: Partial<Conv2dLayer>): Conv2dLayer => ({
  kind: 'conv2d',
  filters: 1,
  kernel: 3,
  stride: 1,
  padding: 'same',
  dilation: 1,
  activation: 'relu',
  initializer: { kind: 'heNormal' },
  ...changed,
})

const input: ImageShape = [12, 12, 1]

function seeing(layers: readonly Layer[], pixel: { row: number; column: number }) {
  const shape = layerShapes(input, layers).shapes.at(-1)
  if (!shape || !isImage(shape)) throw new Error('the last layer gives an image')
  const layer = `layers/${layers.length - 1}`
  return pixelSeeing(input, layers, { layer, unit: 0 }, shape, { layer: 'inputs', pixel })
}

describe('a press on the input chooses the output pixel above it', () => {
  it('at the same place where nothing changes the size', () => {
    expect(seeing([conv({})], { row: 5, column: 0 })).toEqual({ row: 5, column: 0 })
  })

  it('at half the place after pooling', () => {
    const layers = [conv({}), { kind: 'maxPool2d', size: 2, stride: 2, padding: 0 } as const]
    expect(seeing(layers, { row: 6, column: 11 })).toEqual({ row: 3, column: 5 })
  })

  it('at the edge where no window is centred so far out', () => {
    const layers = [conv({ kernel: 7, padding: 'valid' })]
    expect(seeing(layers, { row: 0, column: 11 })).toEqual({ row: 0, column: 5 })
  })

  it('at the one pixel that there is', () => {
    const layers = [conv({ kernel: 7, padding: 'valid', stride: 6 })]
    expect(seeing(layers, { row: 9, column: 2 })).toEqual({ row: 0, column: 0 })
  })
})
