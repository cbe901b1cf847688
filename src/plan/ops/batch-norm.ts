import type { BatchNormLayer } from '../../model/experiment'
import { sizeOf, unitsOf } from '../../model/shapes'
import { allocateValue, below, deltaOf, type LayerRule } from './layer-rule'

/**
 * z = γ·(x − μ)/√(σ² + ε) + β per unit or map, a = activation(z): the batch's μ and σ² while
 * training, the running ones in use. A gradient that is only looked at leaves the running ones.
 * Source: S. Ioffe and C. Szegedy, "Batch Normalization", 2015.
 */
export const batchNorm: LayerRule<BatchNormLayer> = (layer, input, site) => {
  const { activation, momentum, epsilon } = layer
  const output = allocateValue(site, input.shape, activation)
  // One op makes the gradients of γ and β and the delta below, so it wants a place for that too.
  const inputDelta = input.delta ?? site.allocate('inputDelta', input.shape)
  const channels = unitsOf(input.shape)
  const moments = site.allocateShared('moments', [2, channels])
  const runningVariance = site.parameter('runningVariance').offset
  const common = {
    rows: site.rows,
    positions: sizeOf(input.shape) / channels,
    channels,
    x: input.output.offset,
    gamma: site.parameter('gamma').offset,
    beta: site.parameter('beta').offset,
    runningVariance,
    moments: moments.offset,
    epsilon,
  }
  return {
    output,
    forward: (mode) => [
      {
        kind: 'batchNorm',
        ...common,
        runningMean: site.parameter('runningMean').offset,
        z: output.preActivation.offset,
        a: output.output.offset,
        training: mode === 'use' ? 0 : 1,
        activation,
        momentum: mode === 'train' ? momentum : 0,
      },
    ],
    backward: (mode) => [
      {
        kind: 'batchNormGradient',
        ...common,
        delta: deltaOf(output).offset,
        training: mode === 'use' ? 0 : 1,
        ...below(input, inputDelta),
      },
    ],
  }
}
