import { adam } from './adam'
import type { Optimizer } from './optimizer'

export const adamw = {
  label: 'AdamW',
  equation: 'w ← w − η·λ·w;  then as Adam',
  help: 'Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).',
  slots: 2,
  settings: {
    ...adam.settings,
    weightDecay: {
      label: 'Weight decay λ',
      help: 'Share of each parameter removed per step, times the learning rate.',
      default: 0.01,
      min: 0,
      max: 1,
    },
  },
  defaultLearningRate: 0.01,
} as const satisfies Optimizer
