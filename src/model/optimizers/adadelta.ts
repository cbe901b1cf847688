import type { Optimizer } from './optimizer'
import { averageSetting, epsilonSetting } from './settings'

export const adadelta = {
  label: 'AdaDelta',
  equation: 's ← ρ·s + (1−ρ)·g²;  d = g·√(u + ε) / √(s + ε);  u ← ρ·u + (1−ρ)·d²;  w ← w − η·d',
  help: 'Steps measured by the size of past steps (Zeiler, 2012).',
  slots: 2,
  settings: { rho: averageSetting('Decay ρ', 0.9), epsilon: epsilonSetting(1e-6) },
  defaultLearningRate: 1,
} as const satisfies Optimizer
