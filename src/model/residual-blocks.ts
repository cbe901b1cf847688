import type { ActivationName } from './activations'
import {
  type Experiment,
  type Layer,
  LIMITS,
  type PlainLayer,
  type ResidualLayer,
} from './experiment'
import { networkShape } from './network-shape'
import { type Shape, shapeText } from './shapes'

/** A layer with weights, and the normalization and dropout that follow it; or any other layer. */
interface Group {
  readonly layers: readonly Layer[]
  /** Of one example, before and after. */
  readonly input: Shape
  readonly output: Shape
}

/**
 * The layers with a way around every two that keep their shape. Rectified ones are added before
 * their last activation (He et al. 2015, "Deep residual learning for image recognition"); of others
 * the sum stays as it is, as a sigmoid after every block would be no way around.
 */
export function withResidualBlocks(experiment: Experiment): readonly Layer[] {
  const groups = groupsOf(experiment)
  const result: Layer[] = []
  for (let i = 0; i < groups.length; i++) {
    const pair = i + 1 < groups.length && blockOf(groups[i], groups[i + 1])
    if (pair) i += 1
    result.push(...(pair ? [pair] : groups[i].layers))
  }
  return result
}

function groupsOf(experiment: Experiment): readonly Group[] {
  const { input, shapes } = networkShape(experiment)
  const groups: Group[] = []
  experiment.layers.forEach((layer, i) => {
    const before = groups.at(-1)
    const output = shapes[i]
    if (before && follows(layer) && 'initializer' in before.layers[0]) {
      groups[groups.length - 1] = { ...before, layers: [...before.layers, layer], output }
    } else groups.push({ layers: [layer], input: before?.output ?? input, output })
  })
  return groups
}

const follows = ({ kind }: Layer): boolean => kind === 'batchNorm' || kind === 'dropout'

/** null where the two make no block. */
function blockOf(first: Group, second: Group): ResidualLayer | null {
  const layers = [...first.layers, ...second.layers]
  const keepsShape = shapeText(first.input) === shapeText(second.output)
  const areBoth = 'initializer' in first.layers[0] && 'initializer' in second.layers[0]
  if (!keepsShape || !areBoth || layers.length > LIMITS.blockLayers) return null
  const last = layers.findLastIndex((layer) => 'activation' in layer)
  const inner = layers.map((layer, i) =>
    i === last ? { ...layer, activation: 'identity' as const } : layer,
  )
  const { activation } = layers[last] as { readonly activation: ActivationName }
  return {
    kind: 'residual',
    layers: inner as PlainLayer[],
    activation: activation === 'relu' || activation === 'leakyRelu' ? activation : 'identity',
  }
}
