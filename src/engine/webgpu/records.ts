import { type Batch, type Op, type Plan, PROGRAM_NAMES, type ProgramName } from '../../plan/plan'
import { BATCH_WORDS, BatchTable, encodeOp, OP_WORDS } from '../../plan/record'

/** Dynamic offsets of uniform bindings are multiples of this, so each record takes so much room. */
export const RECORD_STRIDE = 256
const STRIDE_WORDS = RECORD_STRIDE / Uint32Array.BYTES_PER_ELEMENT

/** Bytes of the records that kernels see. */
export const OP_BYTES = OP_WORDS * Uint32Array.BYTES_PER_ELEMENT
export const BATCH_BYTES = BATCH_WORDS * Uint32Array.BYTES_PER_ELEMENT

/** The different ops of a plan's programs, which have most of them in common. */
export interface OpTable {
  readonly ops: readonly Op[]
  /** Their records one after the other, each `RECORD_STRIDE` bytes from the last. */
  readonly words: Uint32Array<ArrayBuffer>
  /** Of each program, the numbers of its ops. */
  readonly programs: Readonly<Record<ProgramName, readonly number[]>>
  /** Of each reduction, likewise. */
  readonly reductions: readonly number[]
}

/** Ops are the same where their records are. */
export function tableOfOps({
  programs,
  dissection: { reductions },
}: Pick<Plan, 'programs'> & { dissection: Pick<Plan['dissection'], 'reductions'> }): OpTable {
  const ops: Op[] = []
  const records: Uint32Array[] = []
  const numbers = new Map<string, number>()
  const numberOf = (op: Op): number => {
    const record = encodeOp(op)
    const key = record.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, ops.length)
    records.push(record)
    return ops.push(op) - 1
  }
  const numbered = Object.fromEntries(
    PROGRAM_NAMES.map((name) => [name, programs[name].map(numberOf)]),
  ) as Record<ProgramName, number[]>
  const reduced = reductions.map(({ op }) => numberOf(op))
  const words = new Uint32Array(Math.max(1, ops.length) * STRIDE_WORDS)
  records.forEach((record, i) => {
    words.set(record, i * STRIDE_WORDS)
  })
  return { ops, words, programs: numbered, reductions: reduced }
}

/** Batch records as they are written to the device, each `RECORD_STRIDE` bytes from the last. */
export class BatchRecords {
  readonly words: Uint32Array<ArrayBuffer>
  readonly #table: BatchTable

  constructor(capacity: number) {
    this.words = new Uint32Array(capacity * STRIDE_WORDS)
    this.#table = new BatchTable(this.words)
  }

  /** @returns how many words of `words` the batches fill */
  set(batches: readonly Batch[]): number {
    batches.forEach((batch, i) => {
      this.#table.set((i * STRIDE_WORDS) / BATCH_WORDS, batch)
    })
    return batches.length * STRIDE_WORDS
  }
}
