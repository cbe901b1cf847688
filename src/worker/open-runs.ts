import { initialState } from '../engine/initial-state'
import { createWasmBackend } from '../engine/wasm/backend'
import { buildDataset, sameDataset } from '../model/build-dataset'
import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { compile } from '../plan/compile'
import type { BackendInfo, LoadOptions } from './protocol'
import { Run } from './run'
import type { Surroundings } from './surroundings'

export interface OpenedRuns {
  readonly runs: readonly Run[]
  readonly info: BackendInfo
  /** Resolves with the reason when the device of any is lost. */
  readonly lost?: Promise<string> | undefined
}

/**
 * Starts experiments side by side at step 0, all on the backend that is chosen for the first.
 *
 * @param before runs whose data may be used again: thousands of images are not read once more for
 *   another learning rate
 */
export async function openRuns(
  experiments: readonly Experiment[],
  choice: LoadOptions['backend'],
  before: readonly Run[],
  surroundings: Surroundings,
): Promise<OpenedRuns> {
  const known: { experiment: Experiment; dataset: Dataset }[] = [...before]
  const runs: Run[] = []
  let info: BackendInfo | undefined
  let lost: Promise<string> | undefined
  try {
    for (const experiment of experiments) {
      const same = known.find((other) => sameDataset(other.experiment, experiment))
      const dataset = same?.dataset ?? (await buildDataset(experiment, surroundings.loadData))
      known.push({ experiment, dataset })
      const compiled = compile(experiment, dataset)
      const initial = await initialState(experiment, dataset, compiled, createWasmBackend)
      const opened = await surroundings.openEngine(
        info?.backend ?? choice,
        experiment,
        compiled,
        initial,
      )
      info ??= opened.info
      lost ??= opened.lost
      runs.push(new Run(experiment, dataset, compiled, initial, opened.engine))
    }
  } catch (error) {
    for (const run of runs) run.dispose()
    throw error
  }
  if (!info) throw new Error('There is no experiment to run.')
  return { runs, info, lost }
}
