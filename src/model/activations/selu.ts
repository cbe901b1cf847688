import { exp } from '../../lib/math'
import type { Activation } from './activation'

/** Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
const SCALE = 1.0507009873554805
const ALPHA = 1.6732632423543772

export const selu = {
  label: 'SELU',
  equation: 'σ(z) = 1.0507·z if z > 0, else 1.7581·(eᶻ − 1)',
  derivativeEquation: 'σ′(z) = 1.0507 if z > 0, else 1.7581·eᶻ',
  range: [-SCALE * ALPHA, Number.POSITIVE_INFINITY],
  gradients: 'Scaled so that activations keep mean 0 and deviation 1 from layer to layer.',
  value: (z: number) => (z > 0 ? SCALE * z : SCALE * ALPHA * (exp(z) - 1)),
  derivative: (z: number) => (z > 0 ? SCALE : SCALE * ALPHA * exp(z)),
} as const satisfies Activation
