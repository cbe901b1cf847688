import type { DenseLayer } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import type { Op } from '../plan'
import { allocateValue, below, deltaOf, type LayerRule } from './layer-rule'

/**
 * z = x·W + b, a = σ(z). With δ = ∂L/∂z: ∂L/∂W = xᵀ·δ, ∂L/∂b = Σ δ, and below δ′ = (δ·Wᵀ) ⊙ σ′(z′).
 * Source: M. Nielsen, "Neural Networks and Deep Learning", chapter 2, equations BP1–BP4.
 */
export const dense: LayerRule<DenseLayer> = ({ units, activation }, input, site) => {
  const output = allocateValue(site, [units], activation)
  const sizes = { rows: site.rows, inputWidth: sizeOf(input.shape), units }
  const parameters = {
    weight: site.parameter('weight').offset,
    bias: site.parameter('bias').offset,
  }
  const x = input.output.offset
  const delta = deltaOf(output).offset
  return {
    output,
    forward: () => [
      {
        kind: 'dense',
        ...sizes,
        ...parameters,
        x,
        z: output.preActivation.offset,
        a: output.output.offset,
        activation,
      },
    ],
    backward: () => {
      const ops: Op[] = [{ kind: 'denseWeightGradient', ...sizes, ...parameters, x, delta }]
      if (input.delta) {
        const { weight } = parameters
        const target = below(input, input.delta)
        ops.push({ kind: 'denseInputGradient', ...sizes, weight, delta, ...target })
      }
      return ops
    },
  }
}
