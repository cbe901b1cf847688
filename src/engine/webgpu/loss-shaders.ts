import binaryCrossEntropy from '../../../shaders/losses/binary_cross_entropy.wgsl?raw'
import hinge from '../../../shaders/losses/hinge.wgsl?raw'
import huber from '../../../shaders/losses/huber.wgsl?raw'
import meanAbsoluteError from '../../../shaders/losses/mean_absolute_error.wgsl?raw'
import meanSquaredError from '../../../shaders/losses/mean_squared_error.wgsl?raw'
import softmaxCrossEntropy from '../../../shaders/losses/softmax_cross_entropy.wgsl?raw'
import type { LossName } from '../../model/losses'
import type { ShaderFile } from './shader-source'

/** Each defines what `ops/loss_rows.wgsl` asks for, elementwise ones with `lib/loss_elementwise.wgsl`. */
export const lossShaders = {
  meanSquaredError: { file: 'shaders/losses/mean_squared_error.wgsl', text: meanSquaredError },
  meanAbsoluteError: { file: 'shaders/losses/mean_absolute_error.wgsl', text: meanAbsoluteError },
  huber: { file: 'shaders/losses/huber.wgsl', text: huber },
  binaryCrossEntropy: {
    file: 'shaders/losses/binary_cross_entropy.wgsl',
    text: binaryCrossEntropy,
  },
  softmaxCrossEntropy: {
    file: 'shaders/losses/softmax_cross_entropy.wgsl',
    text: softmaxCrossEntropy,
  },
  hinge: { file: 'shaders/losses/hinge.wgsl', text: hinge },
} as const satisfies Record<LossName, ShaderFile>
