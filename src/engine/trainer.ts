import type { Experiment } from '../model/experiment'
import { BatchPlanner, type Position, START } from '../plan/batches'
import type { Batch, Plan } from '../plan/plan'
import type { Engine } from './backend'

/** Below this many steps every one is recorded; beyond, as many per doubling of the step. */
const RECORDS_PER_OCTAVE = 64

/**
 * Whether loss and accuracy after `step` updates belong in the history. The schedule depends on the
 * step alone, so the same experiment records the same steps on every machine: all of the first 128,
 * every second to 256, every fourth to 512, …
 */
export function isRecorded(step: number): boolean {
  return step % recordInterval(step) === 0
}

/** The first recorded step after `step`. */
export function nextRecorded(step: number): number {
  const interval = recordInterval(step + 1)
  return Math.ceil((step + 1) / interval) * interval
}

function recordInterval(step: number): number {
  const octave = 31 - Math.clz32(Math.floor(step / RECORDS_PER_OCTAVE))
  return octave > 0 ? 2 ** octave : 1
}

/** Training of one experiment on one engine: turns a number of updates into batches. */
export class Trainer {
  readonly engine: Engine
  readonly plan: Plan
  #position: Position
  #planner: BatchPlanner

  constructor(experiment: Experiment, plan: Plan, engine: Engine, position: Position = START) {
    this.plan = plan
    this.engine = engine
    this.#position = position
    this.#planner = new BatchPlanner(experiment, plan)
  }

  get position(): Position {
    return this.#position
  }

  /** Where a restored state goes on. */
  set position(position: Position) {
    this.#position = position
  }

  /** Queues `count` updates. */
  advance(count: number): void {
    for (let left = count; left > 0; ) {
      const size = Math.min(left, this.engine.mostBatches)
      const batches = new Array<Batch>(size)
      for (let i = 0; i < size; i++) {
        batches[i] = this.#planner.batch(this.#position)
        this.#position = this.#planner.after(this.#position)
      }
      this.engine.train(batches)
      left -= size
    }
  }
}
