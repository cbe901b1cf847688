import type { DropoutLayer } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import { allocatePlainValue, below, deltaOf, type LayerRule } from './layer-rule'

/**
 * a = x·kept/(1 − rate) in a training step, x itself anywhere else.
 * Source: N. Srivastava and others, "Dropout", 2014 (scaled while training, as is usual today).
 */
export const dropout: LayerRule<DropoutLayer> = ({ rate }, input, site) => {
  if (!site.training || rate === 0) {
    return { output: input, forward: () => [], backward: () => [] }
  }
  const output = allocatePlainValue(site, input.shape)
  const settings = { rows: site.rows, width: sizeOf(input.shape), salt: site.salt, rate }
  return {
    output,
    forward: () => [
      { kind: 'dropout', ...settings, x: input.output.offset, a: output.output.offset },
    ],
    backward: () =>
      input.delta
        ? [
            {
              kind: 'dropoutGradient',
              ...settings,
              delta: deltaOf(output).offset,
              ...below(input, input.delta),
            },
          ]
        : [],
  }
}
