import * as arctan from './activations/arctan'
import * as binaryStep from './activations/binary-step'
import * as elu from './activations/elu'
import * as gaussian from './activations/gaussian'
import * as gelu from './activations/gelu'
import * as identity from './activations/identity'
import * as leakyRelu from './activations/leaky-relu'
import * as mish from './activations/mish'
import * as relu from './activations/relu'
import * as selu from './activations/selu'
import * as sigmoid from './activations/sigmoid'
import * as silu from './activations/silu'
import * as sine from './activations/sine'
import * as softplus from './activations/softplus'
import * as softsign from './activations/softsign'
import * as tanh from './activations/tanh'

/** In the order of the catalogue, `model/activations.ts`. */
export enum Activation {
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
}

/** a = σ(z) over `count` floats. */
export function activate(activation: Activation, z: usize, a: usize, count: i32): void {
  switch (activation) {
    case Activation.identity:
      return identity.apply(z, a, count)
    case Activation.binaryStep:
      return binaryStep.apply(z, a, count)
    case Activation.sigmoid:
      return sigmoid.apply(z, a, count)
    case Activation.tanh:
      return tanh.apply(z, a, count)
    case Activation.arctan:
      return arctan.apply(z, a, count)
    case Activation.softsign:
      return softsign.apply(z, a, count)
    case Activation.relu:
      return relu.apply(z, a, count)
    case Activation.leakyRelu:
      return leakyRelu.apply(z, a, count)
    case Activation.elu:
      return elu.apply(z, a, count)
    case Activation.selu:
      return selu.apply(z, a, count)
    case Activation.softplus:
      return softplus.apply(z, a, count)
    case Activation.gelu:
      return gelu.apply(z, a, count)
    case Activation.silu:
      return silu.apply(z, a, count)
    case Activation.mish:
      return mish.apply(z, a, count)
    case Activation.sine:
      return sine.apply(z, a, count)
    case Activation.gaussian:
      return gaussian.apply(z, a, count)
  }
}

/** δ ← δ·σ′(z) over `count` floats, given a = σ(z) too. */
export function passBack(
  activation: Activation,
  z: usize,
  a: usize,
  delta: usize,
  count: i32,
): void {
  switch (activation) {
    case Activation.binaryStep:
      return binaryStep.backward(delta, count)
    case Activation.sigmoid:
      return sigmoid.backward(z, a, delta, count)
    case Activation.tanh:
      return tanh.backward(z, a, delta, count)
    case Activation.arctan:
      return arctan.backward(z, a, delta, count)
    case Activation.softsign:
      return softsign.backward(z, a, delta, count)
    case Activation.relu:
      return relu.backward(z, a, delta, count)
    case Activation.leakyRelu:
      return leakyRelu.backward(z, a, delta, count)
    case Activation.elu:
      return elu.backward(z, a, delta, count)
    case Activation.selu:
      return selu.backward(z, a, delta, count)
    case Activation.softplus:
      return softplus.backward(z, a, delta, count)
    case Activation.gelu:
      return gelu.backward(z, a, delta, count)
    case Activation.silu:
      return silu.backward(z, a, delta, count)
    case Activation.mish:
      return mish.backward(z, a, delta, count)
    case Activation.sine:
      return sine.backward(z, a, delta, count)
    case Activation.gaussian:
      return gaussian.backward(z, a, delta, count)
  }
}
