import arctan from '../../../shaders/activations/arctan.wgsl?raw'
import binaryStep from '../../../shaders/activations/binary_step.wgsl?raw'
import elu from '../../../shaders/activations/elu.wgsl?raw'
import gaussian from '../../../shaders/activations/gaussian.wgsl?raw'
import gelu from '../../../shaders/activations/gelu.wgsl?raw'
import identity from '../../../shaders/activations/identity.wgsl?raw'
import leakyRelu from '../../../shaders/activations/leaky_relu.wgsl?raw'
import mish from '../../../shaders/activations/mish.wgsl?raw'
import relu from '../../../shaders/activations/relu.wgsl?raw'
import selu from '../../../shaders/activations/selu.wgsl?raw'
import sigmoid from '../../../shaders/activations/sigmoid.wgsl?raw'
import silu from '../../../shaders/activations/silu.wgsl?raw'
import sine from '../../../shaders/activations/sine.wgsl?raw'
import softplus from '../../../shaders/activations/softplus.wgsl?raw'
import softsign from '../../../shaders/activations/softsign.wgsl?raw'
import tanh from '../../../shaders/activations/tanh.wgsl?raw'
import type { ActivationName } from '../../model/activations'
import type { ShaderFile } from './shader-source'

/** Each defines `activate` and `activate_derivative`, and may use `lib/math.wgsl`. */
export const activationShaders = {
  identity: { file: 'shaders/activations/identity.wgsl', text: identity },
  binaryStep: { file: 'shaders/activations/binary_step.wgsl', text: binaryStep },
  sigmoid: { file: 'shaders/activations/sigmoid.wgsl', text: sigmoid },
  tanh: { file: 'shaders/activations/tanh.wgsl', text: tanh },
  arctan: { file: 'shaders/activations/arctan.wgsl', text: arctan },
  softsign: { file: 'shaders/activations/softsign.wgsl', text: softsign },
  relu: { file: 'shaders/activations/relu.wgsl', text: relu },
  leakyRelu: { file: 'shaders/activations/leaky_relu.wgsl', text: leakyRelu },
  elu: { file: 'shaders/activations/elu.wgsl', text: elu },
  selu: { file: 'shaders/activations/selu.wgsl', text: selu },
  softplus: { file: 'shaders/activations/softplus.wgsl', text: softplus },
  gelu: { file: 'shaders/activations/gelu.wgsl', text: gelu },
  silu: { file: 'shaders/activations/silu.wgsl', text: silu },
  mish: { file: 'shaders/activations/mish.wgsl', text: mish },
  sine: { file: 'shaders/activations/sine.wgsl', text: sine },
  gaussian: { file: 'shaders/activations/gaussian.wgsl', text: gaussian },
} as const satisfies Record<ActivationName, ShaderFile>
