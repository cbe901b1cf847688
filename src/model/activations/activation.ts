/**
 * An activation function as the catalogue knows it. `value` and `derivative` are in float64 and
 * serve charts and tests; the engine's kernels are their float32 twins.
 */
export interface Activation {
  readonly label: string
  /** σ(z) in plain text with Unicode mathematics, for labels and screen readers. */
  readonly equation: string
  /** σ′(z), likewise. */
  readonly derivativeEquation: string
  /** Infimum and supremum of σ. */
  readonly range: readonly [number, number]
  /** One sentence: what it does to gradients. */
  readonly gradients: string
  value(z: number): number
  derivative(z: number): number
}
