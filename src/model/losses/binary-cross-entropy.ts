import type { Loss } from './loss'

export const binaryCrossEntropy = {
  label: 'binary cross-entropy',
  equation: '−t·ln σ(o) − (1 − t)·ln(1 − σ(o))',
  help: 'Surprise at the true class under a logistic output; with more than two classes, one such output per class.',
  tasks: ['classification'],
  classification: { targets: 'zeroOne', outputActivation: 'identity' },
} as const satisfies Loss
