import { Batch } from './batch'
import { activations } from './buffers'
import { pcg } from './random'

/** See `DropoutOp` in image-ops.ts. */
@unmanaged
export class DropoutOp {
  code: u32
  rows: u32
  width: u32
  x: u32
  a: u32
  salt: u32
  rate: f32
}

export function dropout(op: DropoutOp, batch: Batch): void {
  dropElements(
    batch.rows * op.width,
    activations + (op.x << 2),
    activations + (op.a << 2),
    pcg(op.salt + batch.noise),
    op.rate,
  )
}

/** to = from / (1 − rate) where an element is kept, from · 0 where it is not: NaN shows in both. */
export function dropElements(count: u32, from: usize, to: usize, key: u32, rate: f32): void {
  const factor: f32 = 1 / (1 - rate)
  // uniform < rate, said without dividing: both sides times 2²⁴, which is exact.
  const bound = rate * 16777216
  for (let i: u32 = 0; i < count; i++, from += 4, to += 4) {
    const kept = ((pcg(i + key) >>> 8) as f32) >= bound
    store<f32>(to, load<f32>(from) * (kept ? factor : 0))
  }
}
