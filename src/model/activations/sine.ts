import { cos, sin } from '../../lib/math'
import type { Activation } from './activation'

export const sine = {
  label: 'sine',
  equation: 'σ(z) = sin z',
  derivativeEquation: 'σ′(z) = cos z',
  range: [-1, 1],
  gradients: 'Periodic: the gradient changes sign again and again, so there are many minima.',
  value: (z: number) => sin(z),
  derivative: (z: number) => cos(z),
} as const satisfies Activation
