import { activate } from './activations'
import { Batch } from './batch'
import { activations, parameters } from './buffers'
import { multiply } from './multiply'

/** See `DenseOp` in plan.ts. */
@unmanaged
export class DenseOp {
  code: u32
  rows: u32
  inputWidth: u32
  units: u32
  x: u32
  weight: u32
  bias: u32
  z: u32
  a: u32
  activation: u32
}

/** Rows beyond the valid ones are left alone: nothing reads them. */
export function dense(op: DenseOp, batch: Batch): void {
  const z = activations + (op.z << 2)
  multiply(
    batch.rows,
    op.inputWidth,
    op.units,
    activations + (op.x << 2),
    parameters + (op.weight << 2),
    parameters + (op.bias << 2),
    z,
  )
  activate(op.activation, z, activations + (op.a << 2), batch.rows * op.units)
}
