import type { Task } from '../experiment'

/** How targets are written for the output units. */
export type TargetCoding =
  /** The value itself. */
  | 'value'
  /** One unit: 1 for the second class, 0 for the first; several: one-hot. */
  | 'zeroOne'
  /** One unit: +1 for the second class, −1 for the first; several: +1 for the class, −1 elsewhere. */
  | 'plusMinusOne'
  /** Always one unit per class, one-hot. */
  | 'oneHot'

export interface Loss {
  readonly label: string
  /** In plain text with Unicode mathematics, for one example. */
  readonly equation: string
  readonly help: string
  readonly tasks: readonly Task[]
  /** Target coding and output activation for a classification; regression is `value`, identity. */
  readonly classification: {
    readonly targets: TargetCoding
    readonly outputActivation: 'identity' | 'tanh'
  }
}
