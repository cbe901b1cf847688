import { adadelta } from './optimizers/adadelta'
import { adagrad } from './optimizers/adagrad'
import { adam } from './optimizers/adam'
import { adamw } from './optimizers/adamw'
import { momentum } from './optimizers/momentum'
import { nesterov } from './optimizers/nesterov'
import type { Optimizer } from './optimizers/optimizer'
import { rmsprop } from './optimizers/rmsprop'
import { sgd } from './optimizers/sgd'

export const optimizers = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
} as const satisfies Record<string, Optimizer>

export type OptimizerName = keyof typeof optimizers
export const optimizerNames = Object.keys(optimizers) as OptimizerName[]
