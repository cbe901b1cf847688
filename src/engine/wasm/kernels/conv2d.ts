import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { correlate } from './image/correlate'
import { Window } from './image/window'

/** See `Conv2dOp` in image-ops.ts. */
@unmanaged
export class Conv2dOp {
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
  filter: u32
  bias: u32
  z: u32
  a: u32
  activation: u32
}

export function conv2d(op: Conv2dOp, batch: Batch): void {
  correlate(
    changetype<Window>(op),
    batch.rows,
    activations + (op.x << 2),
    parameters + (op.filter << 2),
    parameters + (op.bias << 2),
    activations + (op.z << 2),
    activations + (op.a << 2),
    op.activation,
    scratch,
  )
}
