import type { Optimizer } from './optimizer'
import { epsilonSetting } from './settings'

export const adagrad = {
  label: 'AdaGrad',
  equation: 's ← s + g²;  w ← w − η·g / (√s + ε)',
  help: 'Each parameter slows down by its own past gradients (Duchi, Hazan and Singer, 2011).',
  slots: 1,
  settings: { epsilon: epsilonSetting(1e-10) },
  defaultLearningRate: 0.1,
} as const satisfies Optimizer
