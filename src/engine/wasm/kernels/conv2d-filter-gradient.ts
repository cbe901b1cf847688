import { Batch } from './batch'
import { activations, gradients, scratch } from './buffers'
import { biasGradient, filterGradient } from './image/filter-gradient'
import { Window } from './image/window'

/** See `Conv2dFilterGradientOp` in image-ops.ts. */
@unmanaged
export class Conv2dFilterGradientOp {
  code: u32
  rows: u32
  inHeight: u32
  inWidth: u32
  inChannels: u32
  outHeight: u32
  outWidth: u32
  outChannels: u32
  kernelHeight: u32
  kernelWidth: u32
  stride: u32
  paddingTop: u32
  paddingLeft: u32
  dilation: u32
  x: u32
  delta: u32
  filter: u32
  bias: u32
}

export function conv2dFilterGradient(op: Conv2dFilterGradientOp, batch: Batch): void {
  const delta = activations + (op.delta << 2)
  const keep = batch.accumulate != 0
  const filter = gradients + (op.filter << 2)
  const w = changetype<Window>(op)
  filterGradient(w, batch.rows, activations + (op.x << 2), delta, filter, keep, scratch)
  const count = op.outHeight * op.outWidth
  biasGradient(batch.rows, count, op.outChannels, delta, gradients + (op.bias << 2), keep)
}
