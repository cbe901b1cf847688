import { activate } from './activations'
import { Batch } from './batch'
import { activations } from './buffers'
import { save } from './lanes'

/** See `AddOp` in image-ops.ts. */
@unmanaged
export class AddOp {
  code: u32
  rows: u32
  width: u32
  x: u32
  y: u32
  z: u32
  a: u32
  activation: u32
}

export function add(op: AddOp, batch: Batch): void {
  const x = activations + (op.x << 2)
  const y = activations + (op.y << 2)
  const z = activations + (op.z << 2)
  const count = (batch.rows * op.width) as i32
  for (let i = 0; i < count; i += 4) {
    const at = i << 2
    save(z + at, f32x4.add(v128.load(x + at), v128.load(y + at)), count - i)
  }
  activate(op.activation, z, activations + (op.a << 2), count)
}
