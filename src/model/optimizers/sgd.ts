import type { Optimizer } from './optimizer'

export const sgd = {
  label: 'SGD',
  equation: 'w ← w − η·g',
  help: 'Stochastic gradient descent: a step against the gradient of the batch.',
  slots: 0,
  settings: {},
  defaultLearningRate: 0.03,
} as const satisfies Optimizer
