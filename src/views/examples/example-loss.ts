import type { Experiment } from '../../model/experiment'
import { type LossName, losses } from '../../model/losses'

/** ln(1 + eˣ) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

const elementwise: Readonly<
  Record<Exclude<LossName, 'softmaxCrossEntropy'>, (output: number, target: number) => number>
> = {
  meanSquaredError: (o, t) => (o - t) ** 2,
  meanAbsoluteError: (o, t) => Math.abs(o - t),
  huber: (o, t) => {
    const distance = Math.abs(o - t)
    return distance <= 1 ? 0.5 * distance * distance : distance - 0.5
  },
  binaryCrossEntropy: (o, t) => softplus(o) - t * o,
  hinge: (o, t) => Math.max(0, 1 - t * o),
}

/**
 * The loss of one example, as the engine counts it before averaging over examples: the mean over
 * the outputs, or minus the logarithm of the true class's share.
 *
 * @param outputs activations of the output layer that begin at `at`
 * @param target the class index, or the values of a regression that begin at `targetAt`
 */
export function exampleLoss(
  { task, loss }: Pick<Experiment, 'task' | 'loss'>,
  { outputs, at, width }: { outputs: Float32Array; at: number; width: number },
  { targets, targetAt }: { targets: Float32Array; targetAt: number },
): number {
  if (loss === 'softmaxCrossEntropy') {
    let greatest = Number.NEGATIVE_INFINITY
    for (let i = 0; i < width; i++) greatest = Math.max(greatest, outputs[at + i])
    let sum = 0
    for (let i = 0; i < width; i++) sum += Math.exp(outputs[at + i] - greatest)
    return greatest + Math.log(sum) - outputs[at + targets[targetAt]]
  }
  const coded = (i: number) => {
    if (task === 'regression') return targets[targetAt + i]
    const other = losses[loss].classification.targets === 'plusMinusOne' ? -1 : 0
    return targets[targetAt] === (width === 1 ? 1 : i) ? 1 : other
  }
  let sum = 0
  for (let i = 0; i < width; i++) sum += elementwise[loss](outputs[at + i], coded(i))
  return sum / width
}
