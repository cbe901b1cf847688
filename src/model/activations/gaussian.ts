import { exp } from '../../lib/math'
import type { Activation } from './activation'

export const gaussian = {
  label: 'Gaussian',
  equation: 'σ(z) = e^(−z²)',
  derivativeEquation: 'σ′(z) = −2z·e^(−z²)',
  range: [0, 1],
  gradients: 'A bump: gradients are largest at |z| = 0.71; at its top and far out there are none.',
  value: (z: number) => exp(-z * z),
  derivative: (z: number) => -2 * z * exp(-z * z),
} as const satisfies Activation
