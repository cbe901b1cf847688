import type { GlobalAveragePool2dLayer } from '../experiment'
import { isImage } from '../shapes'
import type { LayerEntry } from './layer'
import { needsImage } from './misfits'

export const globalAveragePool2d = {
  label: 'Global average pooling',
  help: 'Keeps the mean of each map: one number per map, wherever its pattern was.',
  settings: {},
  shape: (_, input) => (isImage(input) ? [input[2]] : needsImage('Global average pooling')),
  parameters: () => [],
} as const satisfies LayerEntry<GlobalAveragePool2dLayer>
