import type { Optimizer } from './optimizer'
import { momentumSetting } from './settings'

export const momentum = {
  label: 'Momentum',
  equation: 'v ← μ·v + g;  w ← w − η·v',
  help: 'Gradients accumulate as velocity: ravines are crossed faster.',
  slots: 1,
  settings: { momentum: momentumSetting },
  defaultLearningRate: 0.01,
} as const satisfies Optimizer
