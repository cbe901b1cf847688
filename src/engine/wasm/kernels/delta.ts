import { passBack } from './activations'
import { Batch } from './batch'
import { activations } from './buffers'
import { copy, save } from './lanes'

/** See `DeltaOp` in image-ops.ts. */
@unmanaged
export class DeltaOp {
  code: u32
  rows: u32
  width: u32
  delta: u32
  second: u32
  two: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
}

export function delta(op: DeltaOp, batch: Batch): void {
  const first = activations + (op.delta << 2)
  const second = activations + (op.second << 2)
  const to = activations + (op.inputDelta << 2)
  const count = (batch.rows * op.width) as i32
  if (op.two) {
    for (let i = 0; i < count; i += 4) {
      const at = i << 2
      save(to + at, f32x4.add(v128.load(first + at), v128.load(second + at)), count - i)
    }
  } else {
    copy(first, to, count)
  }
  passBack(op.activation, activations + (op.z << 2), activations + (op.a << 2), to, count)
}
