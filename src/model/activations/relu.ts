import type { Activation } from './activation'

export const relu = {
  label: 'ReLU',
  equation: 'σ(z) = max(0, z)',
  derivativeEquation: 'σ′(z) = 1 if z > 0, else 0',
  range: [0, Number.POSITIVE_INFINITY],
  gradients:
    'Passes gradients unchanged where z > 0 and none elsewhere: a unit that is never positive is dead.',
  value: (z: number) => (z > 0 ? z : 0),
  derivative: (z: number) => (z > 0 ? 1 : 0),
} as const satisfies Activation
