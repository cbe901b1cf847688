import { exp, log } from '../../lib/math'
import type { Activation } from './activation'

export const softplus = {
  label: 'softplus',
  equation: 'σ(z) = ln(1 + eᶻ)',
  derivativeEquation: 'σ′(z) = 1 / (1 + e⁻ᶻ)',
  range: [0, Number.POSITIVE_INFINITY],
  gradients: 'A smooth ReLU: gradients fade to the left, but never stop at once.',
  value: (z: number) => Math.max(z, 0) + log(1 + exp(-Math.abs(z))),
  derivative: (z: number) => 1 / (1 + exp(-z)),
} as const satisfies Activation
