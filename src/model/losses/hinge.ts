import type { Loss } from './loss'

export const hinge = {
  label: 'hinge',
  equation: 'max(0, 1 − t·o)',
  help: 'Zero once an example lies beyond the margin, as in a support vector machine.',
  tasks: ['classification'],
  classification: { targets: 'plusMinusOne', outputActivation: 'identity' },
} as const satisfies Loss
