import type { Experiment } from '../model/experiment'
import { BatchPlanner, type Position, START } from '../plan/batches'
import type { Batch, Plan } from '../plan/plan'
import type { Engine } from './backend'

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

  /** Of the update that comes next. */
  get next(): Batch {
    return this.batchAt(this.#position)
  }

  /** Of the update that was made at another position. */
  batchAt(position: Position): Batch {
    return this.#planner.batch(position)
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
