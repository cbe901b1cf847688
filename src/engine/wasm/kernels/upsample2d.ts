import { Batch } from './batch'
import { activations } from './buffers'
import { copy } from './lanes'

/** See `Upsample2dOp` in image-ops.ts. */
@unmanaged
export class Upsample2dOp {
  code: u32
  rows: u32
  height: u32
  width: u32
  channels: u32
  scale: u32
  x: u32
  a: u32
}

/** Each line is widened once and then copied. */
export function upsample2d(op: Upsample2dOp, batch: Batch): void {
  const scale = op.scale as i32
  const channels = op.channels as i32
  const pixel = channels << 2
  const lines = (batch.rows * op.height) as i32
  const wide = (op.width * op.scale * op.channels) as i32
  let x = activations + (op.x << 2)
  let a = activations + (op.a << 2)
  for (let line = 0; line < lines; line++) {
    const first = a
    for (let j: u32 = 0; j < op.width; j++, x += pixel) {
      for (let k = 0; k < scale; k++, a += pixel) copy(x, a, channels)
    }
    for (let i = 1; i < scale; i++, a += wide << 2) copy(first, a, wide)
  }
}
