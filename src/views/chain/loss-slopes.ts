import type { Experiment } from '../../model/experiment'
import { lossParts, lossShare } from '../../model/loss-arithmetic'
import { losses } from '../../model/losses'

/**
 * ∂C/∂a of each output unit, for the loss C of one example as the engine counts it.
 *
 * @param outputs a of the output layer
 * @param targets as a data set has them: the class index, or the values of a regression
 */
export function lossSlopes(
  { task, loss }: Pick<Experiment, 'task' | 'loss'>,
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): number[] {
  const width = outputs.length
  const other = losses[loss].classification.targets === 'plusMinusOne' ? -1 : 0
  const coded = Array.from({ length: width }, (_, i) => {
    if (task === 'regression') return targets[i]
    return targets[0] === (width === 1 ? 1 : i) ? 1 : other
  })
  const share = lossShare(loss, 1, width)
  return lossParts(loss, outputs, coded).map(({ slope }) => slope * share)
}
