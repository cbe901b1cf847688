import type { Run } from './run'

/** The step at which to pause; a limit that has been passed no longer holds. */
export function stepLimit(run: Run): number {
  const { stop, order, batchSize } = run.experiment
  const { step, epoch, offset } = run.position
  const { count } = run.compiled.plan.sets.train
  let limit = stop.steps > step ? stop.steps : Number.POSITIVE_INFINITY
  if (stop.epochs > epoch) {
    const whole = stop.epochs - epoch
    const steps =
      order === 'tensorflowPlayground'
        ? Math.ceil((whole * count - offset) / batchSize)
        : Math.ceil((count - offset) / batchSize) + (whole - 1) * Math.ceil(count / batchSize)
    limit = Math.min(limit, step + steps)
  }
  return limit
}

/**
 * Why training pauses here, as a sentence; undefined to go on. Losses are judged where they are
 * recorded, and waited for only where a condition needs them, so that a run stops at the same step
 * on every machine.
 */
export async function stopReason(run: Run, limit: number): Promise<string | undefined> {
  const { stop } = run.experiment
  const { step, epoch } = run.position
  if (step >= limit) {
    return step === stop.steps
      ? `Stopped at step ${step}, as set.`
      : `Stopped after ${epoch} epochs, as set.`
  }
  if (stop.loss === 0 && stop.plateau === 0) return undefined
  await run.recorded()
  const entry = run.history.entries.at(-1)
  const loss = entry?.testLoss ?? entry?.trainLoss ?? Number.NaN
  if (stop.loss > 0 && loss <= stop.loss) {
    return `Stopped at step ${step}: the loss reached ${stop.loss}.`
  }
  if (stop.plateau > 0 && epoch - run.history.best.epoch >= stop.plateau) {
    return `Stopped at step ${step}: no lower loss for ${stop.plateau} epochs.`
  }
  return undefined
}
