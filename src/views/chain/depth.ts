import type { ActivationName } from '../../model/activations'
import type { Experiment } from '../../model/experiment'
import { withFittingParameters } from '../shared/fit-experiment'

export const DEPTHS = { min: 1, max: 12 } as const

/** Whether all hidden layers are single units, so that there is one way through. */
export function isChainDocument({ layers }: Pick<Experiment, 'layers'>): boolean {
  return layers.length > 0 && layers.every((layer) => layer.kind === 'dense' && layer.units === 1)
}

/** A chain with that many hidden units: cut at its end, or continued by units like its last. */
export function withDepth(experiment: Experiment, depth: number): Experiment {
  const { layers } = experiment
  const last = layers.at(-1)
  if (!last || depth === layers.length) return experiment
  const longer = Array.from({ length: depth }, (_, i) => layers[i] ?? last)
  return withFittingParameters(experiment, { ...experiment, layers: longer })
}

/** All units of a chain with another activation. */
export function withActivation(experiment: Experiment, activation: ActivationName): Experiment {
  return {
    ...experiment,
    layers: experiment.layers.map((layer) =>
      layer.kind === 'dense' ? { ...layer, activation } : layer,
    ),
  }
}
