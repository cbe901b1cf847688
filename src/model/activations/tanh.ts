import { tanh as evaluate, exp } from '../../lib/math'
import type { Activation } from './activation'

export const tanh = {
  label: 'tanh',
  equation: 'σ(z) = tanh z',
  derivativeEquation: 'σ′(z) = 1 − tanh² z',
  range: [-1, 1],
  gradients: 'Passes the whole gradient at 0 and almost none where |z| > 3 (saturation).',
  value: (z: number) => evaluate(z),
  derivative: (z: number) => 4 / (2 + exp(2 * z) + exp(-2 * z)),
} as const satisfies Activation
