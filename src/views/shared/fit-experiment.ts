import { bundled } from '../../model/bundled'
import { defaultFeatures } from '../../model/consistency'
import { generators } from '../../model/datasets'
import type { Data, Experiment, Task } from '../../model/experiment'
import { features } from '../../model/features'
import { type LossName, losses } from '../../model/losses'
import { classCount, columnCount, networkShape } from '../../model/network-shape'

export function lossFits(loss: LossName, task: Task): boolean {
  return (losses[loss].tasks as readonly Task[]).includes(task)
}

/** What the data is called in the gallery. */
export function dataLabel(data: Data): string {
  if (data.kind === 'generated') return generators[data.name].label
  if (data.kind === 'bundled') return bundled[data.name].label
  return 'Table'
}

/**
 * An experiment with other data, and with whatever must change along: the loss with the task,
 * features that the data does not have, a title that named the data before.
 */
export function withData(before: Experiment, task: Task, data: Data): Experiment {
  const loss = task === before.task ? before.loss : usualLoss(task, data)
  const title = before.title === dataLabel(before.data) ? dataLabel(data) : before.title
  const after = { ...before, task, data, loss, title, features: fittingFeatures(before, data) }
  return withFittingParameters(before, after)
}

/** Given initial parameters are dropped once the network they were given for has another shape. */
export function withFittingParameters(before: Experiment, after: Experiment): Experiment {
  if (!after.initialParameters) return after
  const shapes = (experiment: Experiment) => JSON.stringify(networkShape(experiment).parameters)
  if (shapes(before) === shapes(after)) return after
  const { initialParameters: _, ...rest } = after
  return rest
}

function usualLoss(task: Task, data: Data): LossName {
  if (task === 'regression') return 'meanSquaredError'
  return classCount(data) > 2 ? 'softmaxCrossEntropy' : 'binaryCrossEntropy'
}

function fittingFeatures(before: Experiment, data: Data): Experiment['features'] {
  const usual = defaultFeatures(data)
  if (String(before.features) === String(defaultFeatures(before.data))) return usual
  const columns = columnCount(data)
  if (columns > 2) return usual
  const fitting = before.features.filter((name) => columns === 2 || features[name].ofOneVariable)
  return fitting.length > 0 ? fitting : usual
}
