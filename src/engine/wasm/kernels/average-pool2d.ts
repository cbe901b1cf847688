import { Batch } from './batch'
import { activations } from './buffers'
import { inLength, outLength, Window } from './image/window'
import { save } from './lanes'

/** See `AveragePool2dOp` in image-ops.ts. */
@unmanaged
export class AveragePool2dOp {
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
  a: u32
}

export function averagePool2d(op: AveragePool2dOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let x = activations + (op.x << 2)
  let a = activations + (op.a << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++, x += inBytes, a += outBytes) poolImage(w, x, a)
}

/** Takes the part of every window that lies on the image; the rest counts as zeros. */
function poolImage(w: Window, x: usize, a: usize): void {
  const pixel = w.inChannels << 2
  const share = f32x4.splat((w.kernelHeight * w.kernelWidth) as f32)
  for (let outY = 0; outY < w.outHeight; outY++) {
    const top = outY * w.stride - w.paddingTop
    const firstY = max(0, top)
    const endY = min(w.inHeight, top + w.kernelHeight)
    for (let outX = 0; outX < w.outWidth; outX++, a += pixel) {
      const left = outX * w.stride - w.paddingLeft
      const firstX = max(0, left)
      const endX = min(w.inWidth, left + w.kernelWidth)
      for (let c = 0; c < w.inChannels; c += 4) {
        let sum = f32x4.splat(0)
        for (let y = firstY; y < endY; y++) {
          let at = x + (y * w.inWidth + firstX) * pixel + (c << 2)
          for (let i = firstX; i < endX; i++, at += pixel) sum = f32x4.add(sum, v128.load(at))
        }
        save(a + (c << 2), f32x4.div(sum, share), w.inChannels - c)
      }
    }
  }
}
