import { passBack } from './activations'
import { Batch } from './batch'
import { activations } from './buffers'
import { dropElements } from './dropout'
import { pcg } from './random'

/** See `DropoutGradientOp` in image-ops.ts. */
@unmanaged
export class DropoutGradientOp {
  code: u32
  rows: u32
  width: u32
  delta: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
  salt: u32
  rate: f32
}

/** Draws the mask of the forward pass again, which nobody kept. */
export function dropoutGradient(op: DropoutGradientOp, batch: Batch): void {
  const count = batch.rows * op.width
  const to = activations + (op.inputDelta << 2)
  const key = pcg(op.salt + batch.noise)
  dropElements(count, activations + (op.delta << 2), to, key, op.rate)
  passBack(op.activation, activations + (op.z << 2), activations + (op.a << 2), to, count)
}
