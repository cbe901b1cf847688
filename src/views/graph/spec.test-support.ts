import type { ActivationName } from '../../model/activations'
import type { LossName } from '../../model/losses'
import type { GraphInput, GraphLayer, GraphSpec, Source } from './build-graph'

/** A network of dense layers with the widths given, the first of them the inputs', the last linear. */
export function specOf(
  [inputs, ...widths]: readonly number[],
  options: {
    readonly activation?: ActivationName
    readonly loss?: LossName
    readonly end?: GraphSpec['end']
  } = {},
): GraphSpec {
  const { activation = 'tanh', loss = 'meanSquaredError', end = 'loss' } = options
  let offset = 0
  let below = inputs
  const layers = widths.map((units, i): GraphLayer => {
    const isOutput = i === widths.length - 1
    const layer = {
      name: isOutput ? 'output' : `layers/${i}`,
      number: i + 1,
      isOutput,
      inputs: below,
      units,
      activation: isOutput ? ('identity' as const) : activation,
      weight: offset,
      bias: offset + below * units,
    }
    offset = layer.bias + units
    below = units
    return layer
  })
  const names = inputs <= 2 ? ['x', 'y'] : []
  return {
    inputs: Array.from({ length: inputs }, (_, index): GraphInput => {
      const base = names[index]
      return {
        name: base ? { base, sub: '' } : { base: 'x', sub: String(index + 1) },
        title: `input ${base ?? index + 1}`,
        source: { tensor: 'inputs/output', index },
      }
    }),
    layers,
    end,
    loss,
    output: inputs === 2 ? 'o' : 'y',
  }
}

/** Numbers for the leaves alone, as if no engine computed the rest. */
export const leavesOf =
  (leaves: Readonly<Record<string, readonly number[]>>) =>
  ({ tensor, index }: Source): number | undefined =>
    leaves[tensor]?.[index]
