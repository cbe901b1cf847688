import { exp, log } from '../lib/math'
import type { Experiment } from './experiment'
import { type LossName, losses } from './losses'

/** What a loss says of one output of one example, in float64. */
export interface LossPart {
  /** Before it is averaged over outputs; of softmax cross-entropy this output's −t·ln p. */
  readonly value: number
  /** Its derivative by the output. */
  readonly slope: number
}

/** The derivative of each loss by the output o, in plain text with Unicode mathematics. */
export const lossSlopes: Readonly<Record<LossName, string>> = {
  meanSquaredError: '2·(o − t)',
  meanAbsoluteError: 'sign(o − t)',
  huber: 'o − t, kept within ±1',
  binaryCrossEntropy: 'σ(o) − t',
  softmaxCrossEntropy: 'softmax(o) − t',
  hinge: '−t if t·o < 1, else 0',
}

const elementwise: Readonly<
  Record<Exclude<LossName, 'softmaxCrossEntropy'>, (o: number, t: number) => LossPart>
> = {
  meanSquaredError: (o, t) => ({ value: (o - t) ** 2, slope: 2 * (o - t) }),
  meanAbsoluteError: (o, t) => ({ value: Math.abs(o - t), slope: Math.sign(o - t) }),
  huber(o, t) {
    const slope = Math.max(-1, Math.min(1, o - t))
    return { value: slope * (o - t - slope / 2), slope }
  },
  binaryCrossEntropy(o, t) {
    const e = exp(-Math.abs(o))
    // Both shares without a difference of nearly equal numbers.
    const [large, small] = [1 / (1 + e), e / (1 + e)]
    const [second, first] = o >= 0 ? [large, small] : [small, large]
    const value = Math.max(o, 0) - o * t + log(1 + e)
    return { value, slope: second * (1 - t) - first * t }
  },
  hinge(o, t) {
    const margin = 1 - t * o
    return { value: Math.max(0, margin), slope: margin > 0 ? -t : 0 }
  },
}

/**
 * The loss of one example, output by output: their sum times `lossShare` is what counts.
 *
 * @param outputs activations of the output layer
 * @param targets as the loss has them, see `TargetCoding`
 */
export function lossParts(
  loss: LossName,
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): LossPart[] {
  const each = Array.from({ length: outputs.length }, (_, i) => i)
  if (loss !== 'softmaxCrossEntropy') {
    return each.map((i) => elementwise[loss](outputs[i], targets[i]))
  }
  const largest = each.reduce((most, i) => Math.max(most, outputs[i]), Number.NEGATIVE_INFINITY)
  const powers = each.map((i) => exp(outputs[i] - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return each.map((i) => ({
    value: targets[i] === 0 ? 0 : targets[i] * (log(sum) - (outputs[i] - largest)),
    slope: powers[i] / sum - targets[i],
  }))
}

/** What the loss of one output is multiplied by: 1/rows, and 1/outputs where those are averaged. */
export function lossShare(loss: LossName, rows: number, outputs: number): number {
  return loss === 'softmaxCrossEntropy' ? 1 / rows : 1 / (rows * outputs)
}

/**
 * Targets of one example as the loss has them, one for each output.
 *
 * @param targets as a data set has them: the class index, or the values of a regression
 */
export function codedTargets(
  { task, loss }: Pick<Experiment, 'task' | 'loss'>,
  targets: ArrayLike<number>,
  outputs: number,
): number[] {
  const other = losses[loss].classification.targets === 'plusMinusOne' ? -1 : 0
  return Array.from({ length: outputs }, (_, i) => {
    if (task === 'regression') return targets[i]
    return targets[0] === (outputs === 1 ? 1 : i) ? 1 : other
  })
}
