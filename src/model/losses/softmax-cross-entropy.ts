import type { Loss } from './loss'

export const softmaxCrossEntropy = {
  label: 'softmax cross-entropy',
  equation: '−ln softmax(o)ₜ',
  help: 'Surprise at the true class when the outputs compete for one probability of 1.',
  tasks: ['classification'],
  classification: { targets: 'oneHot', outputActivation: 'identity' },
} as const satisfies Loss
