import { activations } from '../../model/activations'
import type { Layer } from '../../model/experiment'
import { layerEntry, projectionOf } from '../../model/layers'
import { type Shape, shapeText } from '../../model/shapes'
import { formatCount } from '../shared/number'

/** What a layer is, in the room of a head: "Conv 5×5", "Max pool 2×2", "Dropout 50 %". */
export function layerTitle(layer: Layer): string {
  switch (layer.kind) {
    case 'conv2d':
      return `Conv ${layer.kernel}×${layer.kernel}`
    case 'maxPool2d':
      return `Max pool ${layer.size}×${layer.size}`
    case 'averagePool2d':
      return `Avg pool ${layer.size}×${layer.size}`
    case 'globalAveragePool2d':
      return 'Global avg'
    case 'dropout':
      return `Dropout ${Math.round(layer.rate * 100)} %`
    case 'batchNorm':
      return 'Batch norm'
    case 'residual':
      return 'Residual'
    case 'dense':
    case 'flatten':
      return layerEntry(layer).label
  }
}

export const parameterText = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'parameter' : 'parameters'}`

/** "28×28×6 · 156 parameters". */
export const sizeText = (shape: Shape, parameters: number): string =>
  parameters > 0 ? `${shapeText(shape)} · ${parameterText(parameters)}` : shapeText(shape)

/** What a residual block adds to what its layers make. */
export function shortcutText(layer: Layer, input: Shape): string {
  const projection = layer.kind === 'residual' ? projectionOf(layer, input) : null
  if (!projection) return 'Its input is added as it is.'
  if (projection.kind !== 'conv2d') return 'Its input is added after a dense layer that fits it.'
  const stride = projection.stride > 1 ? ` with stride ${projection.stride}` : ''
  return `Its input is added after a 1×1 convolution${stride} that fits it.`
}

export const activationLabel = (layer: Layer): string =>
  'activation' in layer ? activations[layer.activation].label : ''
