import { erf, exp } from '../../lib/math'
import type { Activation } from './activation'

/** The normal distribution's cumulative probability. */
const cumulative = (z: number) => (1 + erf(z / Math.SQRT2)) / 2
const density = (z: number) => exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

export const gelu = {
  label: 'GELU',
  equation: 'σ(z) = z·Φ(z)',
  derivativeEquation: 'σ′(z) = Φ(z) + z·φ(z)',
  range: [-0.16997120747990369, Number.POSITIVE_INFINITY],
  gradients: 'A smooth ReLU weighted by the normal distribution; small gradients pass left of 0.',
  value: (z: number) => z * cumulative(z),
  derivative: (z: number) => cumulative(z) + z * density(z),
} as const satisfies Activation
