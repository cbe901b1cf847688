import { Batch } from './batch'
import { activations, gradients } from './buffers'
import { sumColumns, sumProducts } from './products'

/** See `DenseWeightGradientOp` in plan.ts. */
@unmanaged
export class DenseWeightGradientOp {
  code: u32
  rows: u32
  inputWidth: u32
  units: u32
  x: u32
  delta: u32
  weight: u32
  bias: u32
}

export function denseWeightGradient(op: DenseWeightGradientOp, batch: Batch): void {
  const x = activations + (op.x << 2)
  const delta = activations + (op.delta << 2)
  const weight = gradients + (op.weight << 2)
  const keep = batch.accumulate != 0
  // One unit: xᵀ·δ and δᵀ·x lie the same way in memory, and the inputs are the longer side.
  if (op.units == 1) sumProducts(batch.rows, 1, op.inputWidth, delta, x, weight, keep)
  else sumProducts(batch.rows, op.inputWidth, op.units, x, delta, weight, keep)
  sumColumns(batch.rows, op.units, delta, gradients + (op.bias << 2), keep)
}
