import { binaryCrossEntropy } from './losses/binary-cross-entropy'
import { hinge } from './losses/hinge'
import { huber } from './losses/huber'
import type { Loss } from './losses/loss'
import { meanAbsoluteError } from './losses/mean-absolute-error'
import { meanSquaredError } from './losses/mean-squared-error'
import { softmaxCrossEntropy } from './losses/softmax-cross-entropy'

export const losses = {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  binaryCrossEntropy,
  softmaxCrossEntropy,
  hinge,
} as const satisfies Record<string, Loss>

export type LossName = keyof typeof losses
export const lossNames = Object.keys(losses) as LossName[]
