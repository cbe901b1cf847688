import type { BatchNormLayer } from '../experiment'
import { unitsOf } from '../shapes'
import type { LayerEntry } from './layer'

export const batchNorm = {
  label: 'Batch normalization',
  help: 'Shifts and scales every unit or map to mean β and deviation γ over the batch.',
  settings: {
    momentum: {
      label: 'Momentum',
      help: 'How far the running mean and variance move towards those of each batch.',
      default: 0.1,
      min: 0,
      max: 1,
    },
    epsilon: {
      label: 'Epsilon',
      help: 'Added to the variance before its root is taken.',
      default: 1e-5,
      min: 1e-8,
      max: 1,
      scale: 'logarithmic',
    },
  },
  shape: (_, input) => input,
  parameters(_, input) {
    const units = unitsOf(input)
    const fans = { shape: [units], fanIn: 1, fanOut: 1 }
    return [
      { name: 'gamma', role: 'gamma', ...fans },
      { name: 'beta', role: 'beta', ...fans },
      { name: 'runningMean', role: 'runningMean', ...fans },
      { name: 'runningVariance', role: 'runningVariance', ...fans },
    ]
  },
} as const satisfies LayerEntry<BatchNormLayer>
