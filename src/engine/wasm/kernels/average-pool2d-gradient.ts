import { passBack } from './activations'
import { Batch } from './batch'
import { activations } from './buffers'
import { spread } from './image/spread'
import { inLength, outLength, Window } from './image/window'

/** See `AveragePool2dGradientOp` in image-ops.ts. */
@unmanaged
export class AveragePool2dGradientOp {
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
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
}

export function averagePool2dGradient(op: AveragePool2dGradientOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let delta = activations + (op.delta << 2)
  const share = (w.kernelHeight * w.kernelWidth) as f32
  let z = activations + (op.z << 2)
  let a = activations + (op.a << 2)
  let to = activations + (op.inputDelta << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++) {
    spread(w, delta, 0, share, to)
    passBack(op.activation, z, a, to, inLength(w))
    delta += outBytes
    z += inBytes
    a += inBytes
    to += inBytes
  }
}
