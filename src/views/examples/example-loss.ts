import type { Experiment } from '../../model/experiment'
import { codedTargets, lossParts, lossShare } from '../../model/loss-arithmetic'

/**
 * The loss of one example, as the engine counts it before averaging over examples: the mean over
 * the outputs, or minus the logarithm of the true class's share.
 *
 * @param outputs activations of the output layer that begin at `at`
 * @param target the class index, or the values of a regression that begin at `targetAt`
 */
export function exampleLoss(
  experiment: Pick<Experiment, 'task' | 'loss'>,
  { outputs, at, width }: { outputs: Float32Array; at: number; width: number },
  { targets, targetAt }: { targets: Float32Array; targetAt: number },
): number {
  const { loss } = experiment
  const coded = codedTargets(experiment, targets.subarray(targetAt), width)
  const parts = lossParts(loss, outputs.subarray(at, at + width), coded)
  return parts.reduce((sum, { value }) => sum + value, 0) * lossShare(loss, 1, width)
}
