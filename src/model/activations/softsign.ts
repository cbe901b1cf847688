import type { Activation } from './activation'

export const softsign = {
  label: 'softsign',
  equation: 'σ(z) = z / (1 + |z|)',
  derivativeEquation: 'σ′(z) = 1 / (1 + |z|)²',
  range: [-1, 1],
  gradients:
    'Saturates more slowly than tanh, so gradients fade with 1/z² instead of exponentially.',
  value: (z: number) => z / (1 + Math.abs(z)),
  derivative: (z: number) => 1 / (1 + Math.abs(z)) ** 2,
} as const satisfies Activation
