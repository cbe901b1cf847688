import type { Layer } from '../../model/experiment'
import type { Op, Parameter, Tensor } from '../plan'

/** Where one layer's values stand while a program runs over `rows` examples. */
export interface LayerTensors {
  readonly input: Tensor
  /** σ′ of the layer below is applied where its delta is made; absent for the first layer. */
  readonly below?: BelowTensors | undefined
  readonly preActivation: Tensor
  readonly output: Tensor
  /** ∂L/∂z, absent in programs without a backward pass. */
  readonly delta?: Tensor | undefined
}

interface BelowTensors {
  readonly activation: Layer['activation']
  readonly preActivation: Tensor
  readonly output: Tensor
  readonly delta: Tensor
}

/** The shape rule and the gradient rule of one kind of layer, side by side. */
export interface LayerRule<L extends Layer> {
  /** Width of the output for one example. */
  width(layer: L): number
  parameters(layer: L, inputWidth: number): readonly ParameterShape[]
  forward(layer: L, tensors: LayerTensors, parameters: readonly Parameter[]): readonly Op[]
  backward(layer: L, tensors: LayerTensors, parameters: readonly Parameter[]): readonly Op[]
}

export interface ParameterShape {
  readonly role: 'weight' | 'bias'
  readonly shape: readonly number[]
  readonly fanIn: number
  readonly fanOut: number
}
