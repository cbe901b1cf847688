import type { Activation } from './activation'

export const binaryStep = {
  label: 'binary step',
  equation: 'σ(z) = 1 if z ≥ 0, else 0',
  derivativeEquation: 'σ′(z) = 0',
  range: [0, 1],
  gradients:
    'Its derivative is 0 everywhere, so no gradient passes: the layers before it do not learn.',
  value: (z: number) => (z >= 0 ? 1 : 0),
  derivative: () => 0,
} as const satisfies Activation
