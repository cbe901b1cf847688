import { exp } from '../../lib/math'
import type { Activation } from './activation'

export const gaussian = {
  label: 'Gaussian',
  equation: 'σ(z) = e^(−z²)',
  derivativeEquation: 'σ′(z) = −2z·e^(−z²)',
  range: [0, 1],
  gradients: 'A bump: gradients live only where |z| is about 1; far units get none.',
  value: (z: number) => exp(-z * z),
  derivative: (z: number) => -2 * z * exp(-z * z),
} as const satisfies Activation
