import type { Optimizer } from './optimizer'
import { averageSetting, epsilonSetting } from './settings'

export const adam = {
  label: 'Adam',
  equation: 'm ← β₁·m + (1−β₁)·g;  s ← β₂·s + (1−β₂)·g²;  w ← w − η·m̂ / (√ŝ + ε)',
  help: 'Momentum and RMSProp together, corrected for their start at zero (Kingma and Ba, 2015).',
  slots: 2,
  settings: {
    beta1: averageSetting('Decay β₁', 0.9),
    beta2: averageSetting('Decay β₂', 0.999),
    epsilon: epsilonSetting(1e-8),
  },
  defaultLearningRate: 0.01,
} as const satisfies Optimizer
