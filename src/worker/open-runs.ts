import { initialState } from '../engine/initial-state'
import type { PretrainingWatch } from '../engine/pretrain'
import { createWasmBackend } from '../engine/wasm/backend'
import { buildDataset, sameDataset } from '../model/build-dataset'
import { startsAlike } from '../model/continuity'
import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { compile } from '../plan/compile'
import { watchPretraining } from './pretraining'
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
 *   another learning rate, nor is the same pre-training done twice
 * @param signal ends pre-training when it is aborted; rejects with its reason
 */
export async function openRuns(
  experiments: readonly Experiment[],
  choice: LoadOptions['backend'],
  before: readonly Run[],
  surroundings: Surroundings,
  signal?: AbortSignal,
): Promise<OpenedRuns> {
  let watch: PretrainingWatch | undefined
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
      const pretrains = experiment.pretraining.steps > 0
      const others = pretrains ? [...before, ...runs] : []
      const alike = others.find((run) => startsAlike(run.experiment, experiment))
      watch ??= watchPretraining(surroundings, signal)
      const initial =
        alike?.initial ??
        (await initialState(experiment, dataset, compiled, createWasmBackend, watch))
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

/** Opens one document after the other: what is opened later ends the pre-training before it. */
export class Opener {
  readonly #surroundings: Surroundings
  #current = new AbortController()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** An experiment and its variants, as `openRuns` does; rejects where it was abandoned. */
  open(
    experiment: Experiment,
    { backend, variants = [] }: LoadOptions,
    before: readonly Run[] = [],
  ): Promise<OpenedRuns> {
    this.abandon()
    const { signal } = this.#current
    return openRuns([experiment, ...variants], backend, before, this.#surroundings, signal)
  }

  /** Ends the pre-training that is going on or still to come of what is being opened. */
  abandon(): void {
    this.#current.abort(new Error('Pre-training was abandoned.'))
    this.#current = new AbortController()
  }
}
