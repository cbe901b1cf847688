import type { ActivationName } from '../../model/activations'
import type { Layer } from '../../model/experiment'
import type { Shape } from '../../model/shapes'
import type { Op, Parameter, PlanLayer, Tensor } from '../plan'

/** What stands between two layers while a program runs over `rows` examples. */
export interface Value {
  /** Of one example. */
  readonly shape: Shape
  readonly activation: ActivationName
  /** [rows, …shape] each; one tensor for both where there is no activation. */
  readonly preActivation: Tensor
  readonly output: Tensor
  /**
   * ∂L/∂preActivation: the layer above makes it and applies σ′ of this value. Absent where nobody
   * asks, as for the inputs of a training step.
   */
  readonly delta?: Tensor | undefined
}

/**
 * What a pass is for. `train`: a step, with all that is random. `gradient`: the gradient of a step
 * without anything random or lasting. `use`: the network as it is used.
 */
export type Mode = 'train' | 'gradient' | 'use'

/** Where a layer is laid out: its name, its parameters and room for its tensors. */
export interface Site {
  /** `layers/0`, …, `output`. */
  readonly name: string
  readonly rows: number
  /** Whether for training steps; the other passes have no dropout. */
  readonly training: boolean
  /** Another for every layer of a pass. */
  readonly salt: number
  /** Activations [rows, …shape]. */
  allocate(name: string, shape: readonly number[]): Tensor
  /** Activations of that shape, whatever the rows. */
  allocateShared(name: string, shape: readonly number[]): Tensor
  parameter(name: string): Parameter
  /** Lays out a layer within this one: `name` below this layer's, another `index` for each. */
  layOut(name: string, index: number, layer: Layer, input: Value): DescribedLayer
}

export interface DescribedLayer extends LaidLayer {
  readonly description: PlanLayer
}

/** One layer laid out for one pass. */
export interface LaidLayer {
  readonly output: Value
  forward(mode: Mode): readonly Op[]
  /** From the output's delta to gradients of parameters and, where there is one, the input's delta. */
  backward(mode: Mode): readonly Op[]
  readonly index?: Tensor | undefined
  readonly layers?: readonly PlanLayer[] | undefined
}

/** The ops of one kind of layer forward and, side by side, those of its gradient. */
export type LayerRule<L extends Layer> = (layer: L, input: Value, site: Site) => LaidLayer

/** A new value with room for all it needs. */
export function allocateValue(site: Site, shape: Shape, activation: ActivationName): Value {
  return {
    shape,
    activation,
    preActivation: site.allocate('preActivation', shape),
    output: site.allocate('output', shape),
    delta: site.allocate('delta', shape),
  }
}

/** A new value of a layer without activation. */
export function allocatePlainValue(site: Site, shape: Shape): Value {
  const output = site.allocate('output', shape)
  const delta = site.allocate('delta', shape)
  return { shape, activation: 'identity', preActivation: output, output, delta }
}

/** The fields of an op that makes the delta of the value below. */
export function below({ preActivation, output, activation }: Value, delta: Tensor) {
  return {
    z: preActivation.offset,
    a: output.offset,
    inputDelta: delta.offset,
    activation,
  }
}

/** The delta of a value that a layer has just laid out. */
export function deltaOf({ delta }: Value): Tensor {
  if (!delta) throw new Error('a layer’s own output has a delta')
  return delta
}
