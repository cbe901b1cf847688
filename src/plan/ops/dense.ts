import type { DenseLayer } from '../../model/experiment'
import type { LayerRule } from './layer-rule'

/**
 * z = x·W + b, a = σ(z). With δ = ∂L/∂z: ∂L/∂W = xᵀ·δ, ∂L/∂b = Σ δ, and below δ′ = (δ·Wᵀ) ⊙ σ′(z′).
 * Source: M. Nielsen, "Neural Networks and Deep Learning", chapter 2, equations BP1–BP4.
 */
export const dense: LayerRule<DenseLayer> = {
  width: (layer) => layer.units,

  parameters(layer, inputWidth) {
    const fans = { fanIn: inputWidth, fanOut: layer.units }
    return [
      { role: 'weight', shape: [inputWidth, layer.units], ...fans },
      { role: 'bias', shape: [layer.units], ...fans },
    ]
  },

  forward(layer, { input, preActivation, output }, [weight, bias]) {
    const [rows, inputWidth] = input.shape
    return [
      {
        kind: 'dense',
        rows,
        inputWidth,
        units: layer.units,
        x: input.offset,
        weight: weight.offset,
        bias: bias.offset,
        z: preActivation.offset,
        a: output.offset,
        activation: layer.activation,
      },
    ]
  },

  backward(layer, { input, below, delta }, [weight, bias]) {
    if (!delta) return []
    const [rows, inputWidth] = input.shape
    const sizes = { rows, inputWidth, units: layer.units, delta: delta.offset }
    const gradient = {
      kind: 'denseWeightGradient',
      ...sizes,
      x: input.offset,
      weight: weight.offset,
      bias: bias.offset,
    } as const
    if (!below) return [gradient]
    return [
      gradient,
      {
        kind: 'denseInputGradient',
        ...sizes,
        weight: weight.offset,
        z: below.preActivation.offset,
        a: below.output.offset,
        inputDelta: below.delta.offset,
        activation: below.activation,
      },
    ]
  },
}
