import type { Optimizer } from './optimizer'
import { averageSetting, epsilonSetting } from './settings'

export const rmsprop = {
  label: 'RMSProp',
  equation: 's ← ρ·s + (1−ρ)·g²;  w ← w − η·g / (√s + ε)',
  help: 'Steps divided by a running root mean square of the gradient (Tieleman and Hinton, 2012).',
  slots: 1,
  settings: { decay: averageSetting('Decay ρ', 0.9), epsilon: epsilonSetting(1e-8) },
  defaultLearningRate: 0.01,
} as const satisfies Optimizer
