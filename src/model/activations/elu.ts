import { exp } from '../../lib/math'
import type { Activation } from './activation'

export const elu = {
  label: 'ELU',
  equation: 'σ(z) = z if z > 0, else eᶻ − 1',
  derivativeEquation: 'σ′(z) = 1 if z > 0, else eᶻ',
  range: [-1, Number.POSITIVE_INFINITY],
  gradients: 'Unchanged where z > 0; fades towards the left, but units keep a mean near 0.',
  value: (z: number) => (z > 0 ? z : exp(z) - 1),
  derivative: (z: number) => (z > 0 ? 1 : exp(z)),
} as const satisfies Activation
