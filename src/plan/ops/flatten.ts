import type { FlattenLayer } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import type { Tensor } from '../plan'
import type { LayerRule, Value } from './layer-rule'

/** The same numbers in the same place under another shape: there is nothing to compute. */
export const flatten: LayerRule<FlattenLayer> = (_, input) => ({
  output: reshaped(input, sizeOf(input.shape)),
  forward: () => [],
  backward: () => [],
})

function reshaped({ activation, preActivation, output, delta }: Value, width: number): Value {
  const flat = (tensor: Tensor): Tensor => ({ ...tensor, shape: [tensor.shape[0], width] })
  return {
    shape: [width],
    activation,
    preActivation: flat(preActivation),
    output: flat(output),
    delta: delta && flat(delta),
  }
}
