import type { Activation } from './activation'

export const identity = {
  label: 'identity',
  equation: 'σ(z) = z',
  derivativeEquation: 'σ′(z) = 1',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  gradients: 'Passes gradients unchanged; layers of it add up to one linear map.',
  value: (z: number) => z,
  derivative: () => 1,
} as const satisfies Activation
