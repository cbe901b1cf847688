import type { Experiment } from '../../model/experiment'
import { codedTargets, lossParts, lossShare } from '../../model/loss-arithmetic'

/**
 * ∂C/∂a of each output unit, for the loss C of one example as the engine counts it.
 *
 * @param outputs a of the output layer
 * @param targets as a data set has them: the class index, or the values of a regression
 */
export function lossSlopes(
  experiment: Pick<Experiment, 'task' | 'loss'>,
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): number[] {
  const { loss } = experiment
  const share = lossShare(loss, 1, outputs.length)
  const coded = codedTargets(experiment, targets, outputs.length)
  return lossParts(loss, outputs, coded).map(({ slope }) => slope * share)
}
