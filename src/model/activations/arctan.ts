import { atan } from '../../lib/math'
import type { Activation } from './activation'

export const arctan = {
  label: 'arctan',
  equation: 'σ(z) = arctan z',
  derivativeEquation: 'σ′(z) = 1 / (1 + z²)',
  range: [-Math.PI / 2, Math.PI / 2],
  gradients: 'Like tanh, but gradients fade with 1/z².',
  value: (z: number) => atan(z),
  derivative: (z: number) => 1 / (1 + z * z),
} as const satisfies Activation
