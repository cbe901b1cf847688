import { passBack } from './activations'
import { Batch } from './batch'
import { activations, parameters } from './buffers'
import { correlateTransposed } from './image/transposed'
import { inLength, Window } from './image/window'

/** See `Conv2dInputGradientOp` in image-ops.ts. */
@unmanaged
export class Conv2dInputGradientOp {
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
  delta: u32
  filter: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
}

export function conv2dInputGradient(op: Conv2dInputGradientOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const to = activations + (op.inputDelta << 2)
  const filter = parameters + (op.filter << 2)
  correlateTransposed(w, batch.rows, activations + (op.delta << 2), filter, false, 0, to)
  const z = activations + (op.z << 2)
  passBack(op.activation, z, activations + (op.a << 2), to, batch.rows * inLength(w))
}
