import type { Batch, Op } from '../../plan/plan'
import { BATCH_WORDS, BatchTable, encodeOp, OP_WORDS } from '../../plan/record'

/** Dynamic offsets of uniform bindings are multiples of this, so each record takes so much room. */
export const RECORD_STRIDE = 256
const STRIDE_WORDS = RECORD_STRIDE / Uint32Array.BYTES_PER_ELEMENT

/** Bytes of the records that kernels see. */
export const OP_BYTES = OP_WORDS * Uint32Array.BYTES_PER_ELEMENT
export const BATCH_BYTES = BATCH_WORDS * Uint32Array.BYTES_PER_ELEMENT

/** Ops one after the other, each `RECORD_STRIDE` bytes from the last. */
export function encodeOps(ops: readonly Op[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.max(1, ops.length) * STRIDE_WORDS)
  ops.forEach((op, i) => {
    words.set(encodeOp(op), i * STRIDE_WORDS)
  })
  return words
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
