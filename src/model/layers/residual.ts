import type { Conv2dLayer, PlainLayer, ResidualLayer } from '../experiment'
import { isImage, type Shape, shapeText } from '../shapes'
import { slideAlong } from '../window'
import { batchNorm } from './batch-norm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { globalAveragePool2d } from './global-average-pool2d'
import { isMisfit, type LayerEntry, type Misfit, type ParameterShape } from './layer'
import { averagePool2d, maxPool2d } from './pool2d'

/** What may stand in a residual block, and stands for itself elsewhere. */
export const plainLayers = {
  dense,
  conv2d,
  maxPool2d,
  averagePool2d,
  globalAveragePool2d,
  flatten,
  dropout,
  batchNorm,
} as const

export const residual = {
  label: 'Residual block',
  help: 'Adds its input to what its layers make of it, so that gradients have a way around them.',
  settings: {},
  shape(layer, input) {
    const inner = innerShapes(layer, input)
    if ('message' in inner) return inner
    const output = inner.at(-1) ?? input
    const plan = shortcut(input, output)
    return plan === 'impossible'
      ? {
          field: 'layers',
          message: `The block’s layers make ${shapeText(output)} of ${shapeText(input)}, which no 1×1 projection of its input can be added to.`,
          fix: { label: 'Take the layers out of the block', layers: layer.layers },
        }
      : output
  },
  parameters(layer, input) {
    const inner = fittingShapes(layer, input)
    const own = layer.layers.flatMap((each, i): ParameterShape[] =>
      plainEntry(each)
        .parameters(each, i === 0 ? input : inner[i - 1])
        .map((parameter) => ({ ...parameter, name: `layers/${i}/${parameter.name}` })),
    )
    const projection = projectionOf(layer, input)
    if (!projection) return own
    return [
      ...own,
      ...plainEntry(projection)
        .parameters(projection, input)
        .map((parameter) => ({ ...parameter, name: `projection/${parameter.name}` })),
    ]
  },
} as const satisfies LayerEntry<ResidualLayer>

export function plainEntry(layer: PlainLayer): LayerEntry {
  return plainLayers[layer.kind]
}

/** Outputs of the block's layers, one after the other. */
export function innerShapes(block: ResidualLayer, input: Shape): readonly Shape[] | Misfit {
  const { layers } = block
  const shapes: Shape[] = []
  for (const [i, layer] of layers.entries()) {
    const shape = plainEntry(layer).shape(layer, shapes[i - 1] ?? input)
    if (isMisfit(shape)) {
      const fixed = layers.toSpliced(i, 1, ...(shape.fix.layers as readonly PlainLayer[]))
      return {
        ...shape,
        inner: i,
        fix: { ...shape.fix, layers: fixed.length > 0 ? [{ ...block, layers: fixed }] : [] },
      }
    }
    shapes.push(shape)
  }
  return shapes
}

/** As `innerShapes`, where nothing is in the way. */
function fittingShapes(block: ResidualLayer, input: Shape): readonly Shape[] {
  const shapes = innerShapes(block, input)
  return 'message' in shapes ? [] : shapes
}

/**
 * The layer on the way around where input and output differ in shape: a 1×1 convolution with the
 * stride that makes up for the size (a dense layer for vectors), without activation; null where the
 * input is added as it is.
 */
export function projectionOf(layer: ResidualLayer, input: Shape): PlainLayer | null {
  const output = fittingShapes(layer, input).at(-1) ?? input
  const plan = shortcut(input, output)
  return plan === 'impossible' || plan === 'identity' ? null : plan
}

function shortcut(input: Shape, output: Shape): 'identity' | 'impossible' | PlainLayer {
  if (shapeText(input) === shapeText(output)) return 'identity'
  const common = { activation: 'identity', initializer: { kind: 'heNormal' } } as const
  if (!isImage(output)) return { kind: 'dense', units: output[0], ...common }
  if (!isImage(input)) return 'impossible'
  for (let stride = 1; stride <= 4; stride++) {
    const settings = { kernel: 1, stride, padding: 0, dilation: 1 }
    const fits = [0, 1].every((side) => slideAlong(input[side], settings).out === output[side])
    if (fits) {
      const projection: Conv2dLayer = { kind: 'conv2d', filters: output[2], ...settings, ...common }
      return projection
    }
  }
  return 'impossible'
}
