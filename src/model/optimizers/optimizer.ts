import type { NumberSettings } from '../setting'

/** An update rule as the catalogue knows it; formulas follow PyTorch's, checked in `golden/`. */
export interface Optimizer {
  readonly label: string
  /** The update in plain text with Unicode mathematics. */
  readonly equation: string
  readonly help: string
  /** Floats kept per parameter between steps: 0, 1 or 2. */
  readonly slots: 0 | 1 | 2
  /** Besides the learning rate, in the order in which kernels receive them (at most four). */
  readonly settings: NumberSettings
  readonly defaultLearningRate: number
}
