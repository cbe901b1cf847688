import type { Optimizer } from './optimizer'
import { momentumSetting } from './settings'

export const nesterov = {
  label: 'Nesterov',
  equation: 'v ← μ·v + g;  w ← w − η·(g + μ·v)',
  help: 'Momentum that looks ahead along its velocity before it corrects.',
  slots: 1,
  settings: { momentum: momentumSetting },
  defaultLearningRate: 0.01,
} as const satisfies Optimizer
