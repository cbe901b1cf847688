import { exp } from '../../lib/math'
import type { Activation } from './activation'

const sigmoid = (z: number) => 1 / (1 + exp(-z))

export const silu = {
  label: 'SiLU',
  equation: 'σ(z) = z·s with s = 1 / (1 + e⁻ᶻ)',
  derivativeEquation: 'σ′(z) = s·(1 + z·(1 − s))',
  range: [-0.2784645427610738, Number.POSITIVE_INFINITY],
  gradients: 'A smooth ReLU (swish) whose derivative dips below 0 left of −1.28.',
  value: (z: number) => z * sigmoid(z),
  derivative: (z: number) => sigmoid(z) * (1 + z * (1 - sigmoid(z))),
} as const satisfies Activation
