import { exp, log, tanh } from '../../lib/math'
import type { Activation } from './activation'

const softplus = (z: number) => Math.max(z, 0) + log(1 + exp(-Math.abs(z)))

export const mish = {
  label: 'Mish',
  equation: 'σ(z) = z·tanh(ln(1 + eᶻ))',
  derivativeEquation: 'σ′(z) = t + z·(1 − t²)·s with t = tanh(ln(1 + eᶻ)), s = 1 / (1 + e⁻ᶻ)',
  range: [-0.30884341301725243, Number.POSITIVE_INFINITY],
  gradients: 'Smooth and self-gated: a little gradient passes left of 0.',
  value: (z: number) => z * tanh(softplus(z)),
  derivative(z: number) {
    const t = tanh(softplus(z))
    return t + (z * (1 - t * t)) / (1 + exp(-z))
  },
} as const satisfies Activation
