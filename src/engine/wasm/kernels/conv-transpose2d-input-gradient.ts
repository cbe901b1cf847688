import { Activation, passBack } from './activations'
import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { correlate } from './image/correlate'
import { mirrored } from './image/mirrored'
import { after, inLength, Window } from './image/window'
import { transpose } from './multiply'

/** See `ConvTranspose2dInputGradientOp` in image-ops.ts. */
@unmanaged
export class ConvTranspose2dInputGradientOp {
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

export function convTranspose2dInputGradient(
  op: ConvTranspose2dInputGradientOp,
  batch: Batch,
): void {
  const w = changetype<Window>(op)
  const to = activations + (op.inputDelta << 2)
  const turned = scratch
  const taps = (op.kernelHeight * op.kernelWidth) as i32
  const block = (op.inChannels * op.outChannels) as i32
  let filter = parameters + (op.filter << 2)
  for (let tap = 0, at = turned; tap < taps; tap++, at += block << 2, filter += block << 2) {
    transpose(op.inChannels, op.outChannels, filter, at)
  }
  const delta = activations + (op.delta << 2)
  const room = after(turned, taps * block)
  correlate(mirrored(w), batch.rows, delta, turned, 0, to, to, Activation.identity, room)
  const z = activations + (op.z << 2)
  passBack(op.activation, z, activations + (op.a << 2), to, batch.rows * inLength(w))
}
