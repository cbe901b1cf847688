import type { Activation } from './activation'

export const leakyRelu = {
  label: 'leaky ReLU',
  equation: 'σ(z) = z if z > 0, else 0.01·z',
  derivativeEquation: 'σ′(z) = 1 if z > 0, else 0.01',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  gradients: 'A hundredth of the gradient passes where ReLU would block it, so no unit dies.',
  value: (z: number) => (z > 0 ? z : 0.01 * z),
  derivative: (z: number) => (z > 0 ? 1 : 0.01),
} as const satisfies Activation
