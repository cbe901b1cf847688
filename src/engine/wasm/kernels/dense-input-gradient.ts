import { passBack } from './activations'
import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { multiply, transpose } from './multiply'

/** See `DenseInputGradientOp` in plan.ts. */
@unmanaged
export class DenseInputGradientOp {
  code: u32
  rows: u32
  inputWidth: u32
  units: u32
  delta: u32
  weight: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
}

/** Rows beyond the valid ones are left alone: nothing reads them. */
export function denseInputGradient(op: DenseInputGradientOp, batch: Batch): void {
  const inputDelta = activations + (op.inputDelta << 2)
  let weight = parameters + (op.weight << 2)
  // A single row or column is its own transpose in memory.
  if (op.units > 1 && op.inputWidth > 1) {
    transpose(op.inputWidth, op.units, weight, scratch)
    weight = scratch
  }
  multiply(
    batch.rows,
    op.units,
    op.inputWidth,
    activations + (op.delta << 2),
    weight,
    0,
    inputDelta,
  )
  passBack(
    op.activation,
    activations + (op.z << 2),
    activations + (op.a << 2),
    inputDelta,
    batch.rows * op.inputWidth,
  )
}
