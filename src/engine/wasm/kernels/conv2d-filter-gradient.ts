import { Batch } from './batch'
import { activations, gradients, scratch } from './buffers'
import { addPositions, addProducts, addSingleChannel } from './image/filter-products'
import { listFloats, listRuns, runLength } from './image/taps'
import {
  after,
  canvasWidth,
  clearCanvas,
  inLength,
  outLength,
  placeOnCanvas,
  Window,
} from './image/window'

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
  const w = changetype<Window>(op)
  const line = canvasWidth(w) * (w.inChannels << 2)
  const taps = scratch
  const single = w.outChannels == 1
  const tapCount = single ? listRuns(w, line, taps) : listFloats(w, line, taps)
  const canvas = after(taps, tapCount + 7)
  clearCanvas(w, canvas)

  const filter = gradients + (op.filter << 2)
  const bias = gradients + (op.bias << 2)
  const count = w.outHeight * w.outWidth
  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let x = activations + (op.x << 2)
  let delta = activations + (op.delta << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++, x += inBytes, delta += outBytes) {
    const keep = row > 0 || batch.accumulate != 0
    const image = placeOnCanvas(w, x, canvas)
    if (single) {
      addSingleChannel(w, line, image, taps, tapCount, runLength(w), delta, filter, keep)
    } else {
      addProducts(w, line, image, taps, tapCount, delta, filter, keep)
    }
    addPositions(count, w.outChannels, delta, bias, keep)
  }
}
