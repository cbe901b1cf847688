import { activate } from './activations'
import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { convolve, listPositions } from './image/convolve'
import { listRuns, runLength } from './image/taps'
import {
  after,
  canvasWidth,
  clearCanvas,
  inLength,
  outLength,
  placeOnCanvas,
  Window,
} from './image/window'

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

/** Image by image, so that what one step leaves is still near when the next reads it. */
export function conv2d(op: Conv2dOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const pixel = w.inChannels << 2
  const line = canvasWidth(w) * pixel
  const outPixel = w.outChannels << 2
  const outLine = w.outWidth * outPixel
  const count = w.outHeight * w.outWidth

  const taps = scratch
  const positions = after(taps, w.kernelHeight * w.kernelWidth)
  const canvas = after(positions, 2 * (count + 7))
  const tapCount = listRuns(w, line, taps)
  listPositions(
    positions,
    w.outHeight,
    w.outWidth,
    line * w.stride,
    pixel * w.stride,
    outLine,
    outPixel,
  )
  clearCanvas(w, canvas)

  const filter = parameters + (op.filter << 2)
  const bias = parameters + (op.bias << 2)
  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let x = activations + (op.x << 2)
  let z = activations + (op.z << 2)
  let a = activations + (op.a << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++, x += inBytes, z += outBytes, a += outBytes) {
    convolve(
      count,
      positions,
      placeOnCanvas(w, x, canvas),
      taps,
      tapCount,
      runLength(w),
      filter,
      w.outChannels,
      bias,
      z,
    )
    activate(op.activation, z, a, outLength(w))
  }
}
