import { exp, log } from '../lib/math'
import { permute } from '../lib/permutation'
import { randomBits } from '../lib/random'
import type { Experiment } from '../model/experiment'
import { schedules } from '../model/schedules'
import type { SettingValues } from '../model/setting'
import { type Batch, EVALUATION_SLOTS, type ExampleSet, METRIC, type Plan } from './plan'

/** Where training stands: all that, with parameters and optimizer state, decides what comes next. */
export interface Position {
  /** Updates completed. */
  readonly step: number
  /** Passes over the training set completed. */
  readonly epoch: number
  /** Examples of the current epoch already used. */
  readonly offset: number
  /** Updates since the optimizer's state was zero. */
  readonly updates: number
}

export const START: Position = { step: 0, epoch: 0, offset: 0, updates: 0 }

const ORDER_CODE = { sequential: 0, shuffled: 1, tensorflowPlayground: 2 } as const

/** Turns positions into batches for one plan; `next` costs no more than a few multiplications. */
export class BatchPlanner {
  readonly #experiment: Experiment
  readonly #plan: Plan
  readonly #decay1: number
  readonly #decay2: number

  constructor(experiment: Experiment, plan: Plan) {
    this.#experiment = experiment
    this.#plan = plan
    const { beta1, beta2 } = experiment.optimizer as unknown as Record<string, number | undefined>
    this.#decay1 = beta1 === undefined ? 0 : log(beta1)
    this.#decay2 = beta2 === undefined ? 0 : log(beta2)
  }

  /** The batch of the update that follows `position`. */
  batch(position: Position): Batch {
    const { seed, optimizer, order, schedule } = this.#experiment
    const { step, epoch, offset, updates } = position
    const { train } = this.#plan.sets
    const rows = this.#rows(offset)
    const { factor } = schedules[schedule.kind] as {
      factor(step: number, settings: SettingValues<Record<never, never>>): number
    }
    return {
      step,
      start: offset,
      rows,
      count: train.count,
      order: ORDER_CODE[order],
      key: order === 'shuffled' ? randomBits(seed.weights, 'shuffle', epoch, 0) : 0,
      inputs: train.inputs,
      targets: train.targets,
      scale: 1 / rows,
      slot: METRIC.width * (step % this.#plan.ringSize),
      accumulate: 0,
      learningRate: optimizer.learningRate * factor(step, schedule),
      correction1: correction(this.#decay1, updates + 1),
      correction2: correction(this.#decay2, updates + 1),
      noise: randomBits(seed.weights, 'dropout', step, 0),
    }
  }

  after({ step, epoch, offset, updates }: Position): Position {
    const { count } = this.#plan.sets.train
    const end = offset + this.#rows(offset)
    return {
      step: step + 1,
      epoch: epoch + Math.floor(end / count),
      offset: end % count,
      updates: updates + 1,
    }
  }

  #rows(offset: number): number {
    const { batchSize, order } = this.#experiment
    if (order === 'tensorflowPlayground') return batchSize
    return Math.min(batchSize, this.#plan.sets.train.count - offset)
  }
}

/** 1 / (1 − βᵗ), given ln β; 1 where βᵗ is below float64's resolution or there is no β. */
function correction(logBeta: number, t: number): number {
  if (logBeta === 0 || t * logBeta < -40) return 1
  return 1 / (1 - exp(t * logBeta))
}

/** Indices of the examples that a batch takes, row by row. */
export function examplesOf({ start, rows, count, order, key }: Batch): number[] {
  return Array.from({ length: rows }, (_, row) => {
    if (order === ORDER_CODE.shuffled) return permute(start + row, count, key)
    return (start + row) % count
  })
}

/** Splits a whole set into batches of at most `evaluationRows` rows, in order. */
export function chunks(plan: Plan, set: ExampleSet, slot: number): Batch[] {
  const batches: Batch[] = []
  for (let start = 0; start < set.count; start += plan.evaluationRows) {
    batches.push({
      step: 0,
      start,
      rows: Math.min(plan.evaluationRows, set.count - start),
      count: set.count,
      order: 0,
      key: 0,
      inputs: set.inputs,
      targets: set.targets,
      scale: 1 / set.count,
      slot,
      accumulate: start === 0 ? 0 : 1,
      learningRate: 0,
      correction1: 1,
      correction2: 1,
      noise: 0,
    })
  }
  return batches
}

/** Where the evaluation of a set writes its metrics. */
export function evaluationSlot(plan: Plan, set: (typeof EVALUATION_SLOTS)[number]): number {
  return METRIC.width * (plan.ringSize + EVALUATION_SLOTS.indexOf(set))
}
