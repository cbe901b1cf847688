import { schedules } from '../model/schedules'
import type { Position } from '../plan/batches'
import type { PlanLayer } from '../plan/plan'
import { divergenceCause, isDiverged, nextLearningRate } from './divergence'
import type { Lockstep } from './lockstep'
import type {
  BackendInfo,
  HistoryEntry,
  LayerInfo,
  LoadedNews,
  LoadedVariant,
  RunState,
  RunStatus,
} from './protocol'
import type { Run } from './run'

/** What the page needs to know in order to draw runs side by side. */
export function describe(
  [own, ...variants]: readonly Run[],
  backend: BackendInfo,
  { continued, sameData }: { readonly continued: boolean; readonly sameData: boolean },
): LoadedNews {
  const { dataset } = own
  return {
    backend,
    continued,
    columns: dataset.columns,
    classes: dataset.classes,
    ...(!sameData && { train: dataset.train, test: dataset.test }),
    ...(dataset.shape && { imageShape: dataset.shape }),
    ...network(own),
    variants: variants.map((run) => ({ ...network(run), experiment: run.experiment })),
  }
}

function network({
  dataset,
  compiled: { plan, examples },
}: Run): Omit<LoadedVariant, 'experiment'> {
  return {
    targetWidth: dataset.targetWidth,
    inputShape: plan.inputShape,
    inputs: examples.inputs,
    layers: plan.layers.map(layerInfo),
    parameters: plan.parameters.map(({ name, shape, offset }) => ({ name, shape, offset })),
    stepsPerEpoch: plan.batch.perEpoch,
  }
}

function layerInfo({ name, kind, inputShape, shape, activation, layers }: PlanLayer): LayerInfo {
  const inner = layers && { layers: layers.map(layerInfo) }
  return { name, kind, inputShape, shape, activation, ...inner }
}

/** The part of a run's state that follows from the run itself. */
export function runState(
  { experiment, divergedAt, guess }: Run,
  { timeline, lastStep }: Lockstep,
  { step: measuredAt, ...losses }: HistoryEntry,
  { step, epoch }: Position,
  status: RunStatus,
): Omit<RunState, 'backend' | 'adapter' | 'stepsPerSecond' | 'stopped'> {
  const { optimizer, schedule } = experiment
  const { factor } = schedules[schedule.kind] as { factor(step: number, settings: unknown): number }
  const learningRate = optimizer.learningRate * factor(step, schedule)
  const divergence = status === 'diverged' &&
    divergedAt && {
      ...divergedAt,
      cause: divergenceCause(experiment, learningRate, divergedAt.loss, guess),
      learningRate: nextLearningRate(experiment),
      before: timeline.before(divergedAt.step)?.moments[0].position.step ?? 0,
      finite: !isDiverged(divergedAt.loss),
    }
  return {
    ...losses,
    step,
    epoch,
    measuredAt,
    lastStep,
    status,
    learningRate,
    editedAt: timeline.editedAt(step),
    divergence: divergence || undefined,
  }
}
