import { activate } from './activations'
import { Batch } from './batch'
import { activations, parameters } from './buffers'
import { mirrored } from './image/mirrored'
import { correlateTransposed } from './image/transposed'
import { outLength, Window } from './image/window'

/** See `ConvTranspose2dOp` in image-ops.ts. */
@unmanaged
export class ConvTranspose2dOp {
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

export function convTranspose2d(op: ConvTranspose2dOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const z = activations + (op.z << 2)
  correlateTransposed(
    mirrored(w),
    batch.rows,
    activations + (op.x << 2),
    parameters + (op.filter << 2),
    true,
    parameters + (op.bias << 2),
    z,
  )
  activate(op.activation, z, activations + (op.a << 2), batch.rows * outLength(w))
}
