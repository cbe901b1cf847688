import { bundled, chosenClasses } from '../../model/bundled'
import { generators } from '../../model/datasets'
import type { Data, Experiment, Task } from '../../model/experiment'
import { features } from '../../model/features'
import { fitLayers } from '../../model/layers'
import { type LossName, losses } from '../../model/losses'
import {
  classCount,
  columnCount,
  defaultFeatures,
  imageShape,
  inputShape,
  networkShape,
} from '../../model/network-shape'

export function lossFits(loss: LossName, task: Task): boolean {
  return (losses[loss].tasks as readonly Task[]).includes(task)
}

/** What the data is called in the gallery. */
export function dataLabel(data: Data): string {
  if (data.kind === 'generated') return generators[data.name].label
  if (data.kind === 'table') return data.shape ? 'Images' : 'Table'
  const classes = chosenClasses(data.name, data.classes)
  return data.classes.length === 2 ? classes.join(' against ') : bundled[data.name].label
}

const NO_AUGMENTATION = { translation: 0, rotation: 0, scale: 0, flip: false, noise: 0 }

/**
 * An experiment with other data, and with whatever must change along: the loss with the task and the
 * classes, features that the data does not have, layers that do not fit, a title that named the data
 * before.
 */
export function withData(before: Experiment, task: Task, data: Data): Experiment {
  const fed = { data, features: fittingFeatures(before, data) }
  const after = {
    ...before,
    ...fed,
    task,
    title: before.title === dataLabel(before.data) ? dataLabel(data) : before.title,
    augmentation: imageShape(data) ? before.augmentation : NO_AUGMENTATION,
    layers: fitLayers(inputShape(fed), before.layers),
    loss: fittingLoss(before, task, data),
    batchSize: before.batchSize === usualBatch(before.data) ? usualBatch(data) : before.batchSize,
  }
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

/** Images ask for one output per class, unless there are only two. */
function fittingLoss(before: Experiment, task: Task, data: Data): LossName {
  if (task !== before.task) return usualLoss(task, data)
  const isCrossEntropy = ['softmaxCrossEntropy', 'binaryCrossEntropy'].includes(before.loss)
  const areImages = imageShape(before.data) || imageShape(data)
  return areImages && isCrossEntropy ? usualLoss(task, data) : before.loss
}

function usualBatch(data: Data): number {
  return imageShape(data) ? 32 : 10
}

function fittingFeatures(before: Experiment, data: Data): Experiment['features'] {
  const usual = defaultFeatures(data)
  if (String(before.features) === String(defaultFeatures(before.data))) return usual
  const columns = columnCount(data)
  if (columns > 2) return usual
  const fitting = before.features.filter((name) => columns === 2 || features[name].ofOneVariable)
  return fitting.length > 0 ? fitting : usual
}
