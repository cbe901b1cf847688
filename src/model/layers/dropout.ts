import type { DropoutLayer } from '../experiment'
import type { LayerEntry } from './layer'

export const dropout = {
  label: 'Dropout',
  help: 'Silences a random share of the values in every training step, and none otherwise.',
  settings: {
    rate: {
      label: 'Rate',
      help: 'Share of the values that are silenced.',
      default: 0.5,
      min: 0,
      max: 0.95,
    },
  },
  shape: (_, input) => input,
  parameters: () => [],
} as const satisfies LayerEntry<DropoutLayer>
