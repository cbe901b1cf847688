import type { Loss } from './loss'

export const meanAbsoluteError = {
  label: 'mean absolute error',
  equation: '|o − t|',
  help: 'Averages distances; outliers weigh no more than their size.',
  tasks: ['classification', 'regression'],
  classification: { targets: 'plusMinusOne', outputActivation: 'tanh' },
} as const satisfies Loss
