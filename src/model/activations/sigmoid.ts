import { exp } from '../../lib/math'
import type { Activation } from './activation'

export const sigmoid = {
  label: 'sigmoid',
  equation: 'σ(z) = 1 / (1 + e⁻ᶻ)',
  derivativeEquation: 'σ′(z) = σ(z)·(1 − σ(z))',
  range: [0, 1],
  gradients:
    'At most a quarter of the gradient passes, so it shrinks at least fourfold per layer unless weights make up for it.',
  value: (z: number) => 1 / (1 + exp(-z)),
  derivative: (z: number) => 1 / (2 + exp(z) + exp(-z)),
} as const satisfies Activation
