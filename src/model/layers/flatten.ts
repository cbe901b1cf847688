import type { FlattenLayer } from '../experiment'
import { sizeOf } from '../shapes'
import type { LayerEntry } from './layer'

export const flatten = {
  label: 'Flatten',
  help: 'Lays the pixels of all maps in one row, map by map within each pixel.',
  settings: {},
  shape: (_, input) => [sizeOf(input)],
  parameters: () => [],
} as const satisfies LayerEntry<FlattenLayer>
