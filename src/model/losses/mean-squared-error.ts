import type { Loss } from './loss'

export const meanSquaredError = {
  label: 'mean squared error',
  equation: '(o − t)²',
  help: 'Averages squared distances; large errors weigh most.',
  tasks: ['classification', 'regression'],
  classification: { targets: 'plusMinusOne', outputActivation: 'tanh' },
} as const satisfies Loss
