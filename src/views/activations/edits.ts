import type { ActivationName } from '../../model/activations'
import type { Experiment, Layer } from '../../model/experiment'

/** `layers/K`, and within a block `layers/K/layers/I`. */
const NAME = /^layers\/(\d+)(?:\/layers\/(\d+))?$/

/** The layer of that name in the document; undefined for the output, which follows from the loss. */
export function layerNamed(
  { layers }: Pick<Experiment, 'layers'>,
  name: string,
): Layer | undefined {
  const [, index, inner] = NAME.exec(name) ?? []
  const layer = index === undefined ? undefined : layers[Number(index)]
  if (inner === undefined) return layer
  return layer?.kind === 'residual' ? layer.layers[Number(inner)] : undefined
}

/** The experiment with another activation in one layer; itself where that layer has none to set. */
export function withActivation(
  experiment: Experiment,
  name: string,
  activation: ActivationName,
): Experiment {
  const layer = layerNamed(experiment, name)
  if (!layer || !('activation' in layer) || layer.activation === activation) return experiment
  const [, index, inner] = NAME.exec(name) ?? []
  const at = Number(index)
  const changed = { ...layer, activation }
  const block = experiment.layers[at]
  const outer =
    inner === undefined || block.kind !== 'residual' || changed.kind === 'residual'
      ? changed
      : { ...block, layers: block.layers.with(Number(inner), changed) }
  return { ...experiment, layers: experiment.layers.with(at, outer) }
}
