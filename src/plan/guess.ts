import { log } from '../lib/math'
import type { LossName } from '../model/losses'
import type { EncodedSet } from './examples'

/**
 * The loss of the best answer that ignores the inputs, as if the last layer had only its biases:
 * what a network must beat to have learned anything.
 *
 * @param set targets [count, outputs], coded as the loss wants them
 */
export function guessLoss(loss: LossName, { targets, count }: EncodedSet, outputs: number): number {
  let sum = 0
  for (let output = 0; output < outputs; output++) {
    const column = Float64Array.from({ length: count }, (_, row) => targets[row * outputs + output])
    sum += ofColumn[loss](column)
  }
  // One softmax for all outputs; the other losses are means over the outputs.
  return loss === 'softmaxCrossEntropy' ? sum : sum / outputs
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length
const meanOf = (values: Float64Array, term: (value: number) => number) => mean(values.map(term))
const median = (values: Float64Array) => values.toSorted()[values.length >> 1]
/** −p·ln p, 0 at 0. */
const surprise = (p: number) => (p > 0 ? -p * log(p) : 0)

const ofColumn: Readonly<Record<LossName, (targets: Float64Array) => number>> = {
  meanSquaredError(targets) {
    const centre = mean(targets)
    return meanOf(targets, (target) => (target - centre) * (target - centre))
  },
  meanAbsoluteError(targets) {
    const centre = median(targets)
    return meanOf(targets, (target) => Math.abs(target - centre))
  },
  huber(targets) {
    const from = (centre: number) =>
      meanOf(targets, (target) => {
        const distance = Math.abs(target - centre)
        return distance <= 1 ? (distance * distance) / 2 : distance - 0.5
      })
    // The best centre lies between mean and median; for a bound either will do.
    return Math.min(from(mean(targets)), from(median(targets)))
  },
  binaryCrossEntropy(targets) {
    const share = mean(targets)
    return surprise(share) + surprise(1 - share)
  },
  softmaxCrossEntropy: (targets) => surprise(mean(targets)),
  hinge(targets) {
    const positive = meanOf(targets, (target) => Number(target > 0))
    return 2 * Math.min(positive, 1 - positive)
  },
}
