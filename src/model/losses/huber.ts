import type { Loss } from './loss'

export const huber = {
  label: 'Huber',
  equation: '½(o − t)² if |o − t| ≤ 1, else |o − t| − ½',
  help: 'Squared near zero, absolute beyond 1: smooth and calm about outliers.',
  tasks: ['classification', 'regression'],
  classification: { targets: 'plusMinusOne', outputActivation: 'tanh' },
} as const satisfies Loss
