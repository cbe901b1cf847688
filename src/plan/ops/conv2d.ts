import type { Conv2dLayer } from '../../model/experiment'
import type { ImageShape } from '../../model/shapes'
import type { Op } from '../plan'
import { allocateValue, below, deltaOf, type LayerRule } from './layer-rule'
import { imageOf, windowOf } from './window'

/**
 * z = x ∗ filter + b (cross-correlation), a = σ(z). With δ = ∂L/∂z: ∂L/∂filter correlates the input
 * with δ, and below δ′ is δ gathered through the flipped filter, ⊙ σ′(z′).
 * Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
 */
export const conv2d: LayerRule<Conv2dLayer> = (layer, input, site) => {
  const window = windowOf(imageOf(input), layer, layer.filters, site.rows)
  const shape: ImageShape = [window.outHeight, window.outWidth, window.outChannels]
  const output = allocateValue(site, shape, layer.activation)
  const filter = site.parameter('weight').offset
  const bias = site.parameter('bias').offset
  const x = input.output.offset
  const delta = deltaOf(output).offset
  return {
    output,
    forward: () => [
      {
        kind: 'conv2d',
        ...window,
        x,
        filter,
        bias,
        z: output.preActivation.offset,
        a: output.output.offset,
        activation: layer.activation,
      },
    ],
    backward: () => {
      const ops: Op[] = [{ kind: 'conv2dFilterGradient', ...window, x, delta, filter, bias }]
      if (input.delta) {
        const target = below(input, input.delta)
        ops.push({ kind: 'conv2dInputGradient', ...window, delta, filter, ...target })
      }
      return ops
    },
  }
}
