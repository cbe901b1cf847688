import { type DenseLayer, LIMITS } from '../experiment'
import { sizeOf } from '../shapes'
import type { LayerEntry } from './layer'

/** An image is read row by row, as by a flatten layer before it. */
export const dense = {
  label: 'Dense',
  help: 'Every unit sees every input: z = x·W + b.',
  settings: {
    units: {
      label: 'Units',
      help: 'Numbers that the layer gives.',
      default: 4,
      min: 1,
      max: LIMITS.units,
      integer: true,
    },
  },
  shape: ({ units }) => [units],
  parameters({ units, initializer }, input) {
    const inputs = sizeOf(input)
    const fans = { fanIn: inputs, fanOut: units }
    return [
      { name: 'weight', role: 'weight', shape: [inputs, units], ...fans, initializer },
      { name: 'bias', role: 'bias', shape: [units], ...fans },
    ]
  },
} as const satisfies LayerEntry<DenseLayer>
