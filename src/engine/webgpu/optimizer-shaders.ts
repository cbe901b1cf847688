import adadelta from '../../../shaders/optimizers/adadelta.wgsl?raw'
import adagrad from '../../../shaders/optimizers/adagrad.wgsl?raw'
import adam from '../../../shaders/optimizers/adam.wgsl?raw'
import adamw from '../../../shaders/optimizers/adamw.wgsl?raw'
import momentum from '../../../shaders/optimizers/momentum.wgsl?raw'
import nesterov from '../../../shaders/optimizers/nesterov.wgsl?raw'
import rmsprop from '../../../shaders/optimizers/rmsprop.wgsl?raw'
import sgd from '../../../shaders/optimizers/sgd.wgsl?raw'
import type { OptimizerName } from '../../model/optimizers'
import type { ShaderFile } from './shader-source'

/** Each defines `SLOTS` and `update`, and may use `lib/adam.wgsl`. */
export const optimizerShaders = {
  sgd: { file: 'shaders/optimizers/sgd.wgsl', text: sgd },
  momentum: { file: 'shaders/optimizers/momentum.wgsl', text: momentum },
  nesterov: { file: 'shaders/optimizers/nesterov.wgsl', text: nesterov },
  adagrad: { file: 'shaders/optimizers/adagrad.wgsl', text: adagrad },
  adadelta: { file: 'shaders/optimizers/adadelta.wgsl', text: adadelta },
  rmsprop: { file: 'shaders/optimizers/rmsprop.wgsl', text: rmsprop },
  adam: { file: 'shaders/optimizers/adam.wgsl', text: adam },
  adamw: { file: 'shaders/optimizers/adamw.wgsl', text: adamw },
} as const satisfies Record<OptimizerName, ShaderFile>
