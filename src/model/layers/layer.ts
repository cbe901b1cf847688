import type { InitializerSettings, Layer } from '../experiment'
import type { NumberSettings } from '../setting'
import type { Shape } from '../shapes'

/** One kind of layer: what a visitor reads of it, its settings, and what it makes of a shape. */
export interface LayerEntry<L extends Layer = Layer> {
  /** For people: "Convolution". */
  readonly label: string
  readonly help: string
  readonly settings: NumberSettings
  /** Shape of the output for one example of shape `input`, or why the layer cannot stand here. */
  shape(layer: L, input: Shape): Shape | Misfit
  /** In plan order. Only asked where `shape` gave a shape. */
  parameters(layer: L, input: Shape): readonly ParameterShape[]
}

/** A layer that cannot stand where it stands. */
export interface Misfit {
  /** The setting that is in the way; absent if it is the kind itself. */
  readonly field?: string | undefined
  /** In a residual block: the inner layer, and its own field. */
  readonly inner?: number | undefined
  /** For people, a whole sentence. */
  readonly message: string
  /** The nearest network that works: what to put in this layer's place. */
  readonly fix: { readonly label: string; readonly layers: readonly Layer[] }
}

export interface ParameterShape {
  /** Below the layer's own path: `weight`, `layers/0/bias`, `projection/weight`. */
  readonly name: string
  readonly role: ParameterRole
  readonly shape: readonly number[]
  readonly fanIn: number
  readonly fanOut: number
  /** Of weights. */
  readonly initializer?: InitializerSettings | undefined
}

/**
 * Weights are drawn by the initializer; biases, β and running means start at 0, γ and running
 * variances at 1. Running statistics are never touched by the optimizer.
 */
export type ParameterRole = 'weight' | 'bias' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance'

export function isMisfit(result: Shape | Misfit): result is Misfit {
  return 'message' in result
}
