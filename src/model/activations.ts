import type { Activation } from './activations/activation'
import { arctan } from './activations/arctan'
import { binaryStep } from './activations/binary-step'
import { elu } from './activations/elu'
import { gaussian } from './activations/gaussian'
import { gelu } from './activations/gelu'
import { identity } from './activations/identity'
import { leakyRelu } from './activations/leaky-relu'
import { mish } from './activations/mish'
import { relu } from './activations/relu'
import { selu } from './activations/selu'
import { sigmoid } from './activations/sigmoid'
import { silu } from './activations/silu'
import { sine } from './activations/sine'
import { softplus } from './activations/softplus'
import { softsign } from './activations/softsign'
import { tanh } from './activations/tanh'

/** In the order in which menus show them. */
export const activations = {
  identity,
  binaryStep,
  sigmoid,
  tanh,
  arctan,
  softsign,
  relu,
  leakyRelu,
  elu,
  selu,
  softplus,
  gelu,
  silu,
  mish,
  sine,
  gaussian,
} as const satisfies Record<string, Activation>

export type ActivationName = keyof typeof activations
export const activationNames = Object.keys(activations) as ActivationName[]
