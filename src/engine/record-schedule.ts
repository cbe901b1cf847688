import type { Op, Plan } from '../plan/plan'

/** Below this many steps every one is recorded; beyond, as many per doubling of the step. */
const RECORDS_PER_OCTAVE = 64
/** Multiplications that an evaluation of both sets may take without being worth a thought. */
const CHEAP = 2 ** 27

/**
 * Which steps the history records: a function of the plan and the step alone, so that the same
 * experiment records the same steps on every machine. All of the first 128, every second to 256,
 * every fourth to 512, …; where one evaluation takes the time of many steps, only every so many,
 * and before them the powers of two.
 */
export class RecordSchedule {
  /** Steps between records at least: a power of two; 1 where evaluations are cheap. */
  readonly #least: number

  constructor(plan: Pick<Plan, 'sets' | 'batch' | 'programs'>) {
    const rows = plan.sets.train.count + plan.sets.test.count
    const costly = rows * multiplications(plan.programs.forward) > CHEAP
    // Forward, and twice as much backward.
    const steps = rows / (3 * plan.batch.size)
    this.#least = costly ? 2 ** Math.max(0, Math.ceil(Math.log2(steps))) : 1
  }

  /** Whether evaluations take so long that they are not made for every frame. */
  get costly(): boolean {
    return this.#least > 1
  }

  /** Whether loss and accuracy after `step` updates belong in the history. */
  isRecorded(step: number): boolean {
    return this.#interval(step) > step
      ? Math.log2(Math.max(1, step)) % 1 === 0
      : step % this.#interval(step) === 0
  }

  /** The first recorded step after `step`. */
  next(step: number): number {
    if (step < this.#least) return step === 0 ? 1 : 2 ** (Math.floor(Math.log2(step)) + 1)
    const interval = this.#interval(step + 1)
    return Math.ceil((step + 1) / interval) * interval
  }

  #interval(step: number): number {
    const octave = 31 - Math.clz32(Math.floor(step / RECORDS_PER_OCTAVE))
    return Math.max(this.#least, octave > 0 ? 2 ** octave : 1)
  }
}

/** Per example, of the ops that matter. */
function multiplications(ops: readonly Op[]): number {
  return ops.reduce((sum, op) => {
    if (op.kind === 'dense') return sum + op.inputWidth * op.units
    if (op.kind !== 'conv2d') return sum
    const window = op.kernelHeight * op.kernelWidth * op.inChannels
    return sum + window * op.outHeight * op.outWidth * op.outChannels
  }, 0)
}
