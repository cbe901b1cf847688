import type { ActivationName } from '../../model/activations'
import type { Interval } from '../shared/axis'

/** The least and the greatest σ′(z), or what it comes arbitrarily near to. */
export const slopeRanges: Readonly<Record<ActivationName, Interval>> = {
  identity: [1, 1],
  binaryStep: [0, 0],
  sigmoid: [0, 0.25],
  tanh: [0, 1],
  arctan: [0, 1],
  softsign: [0, 1],
  relu: [0, 1],
  leakyRelu: [0.01, 1],
  elu: [0, 1],
  // From the left towards 0.
  selu: [0, 1.7580993408473766],
  softplus: [0, 1],
  // At z = ±√2.
  gelu: [-0.12890418834, 1.12890418834],
  // At z = ±2.3994.
  silu: [-0.0998393194, 1.0998393194],
  mish: [-0.1132137, 1.0884996],
  sine: [-1, 1],
  // ±√(2/e), at z = ∓1/√2.
  gaussian: [-0.8577638849607068, 0.8577638849607068],
}
