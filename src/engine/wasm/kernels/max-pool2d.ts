import { Batch } from './batch'
import { activations } from './buffers'
import { inLength, outLength, Window } from './image/window'
import { save } from './lanes'

/** See `MaxPool2dOp` in image-ops.ts. */
@unmanaged
export class MaxPool2dOp {
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
  index: u32
}

export function maxPool2d(op: MaxPool2dOp, batch: Batch): void {
  const w = changetype<Window>(op)
  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let x = activations + (op.x << 2)
  let a = activations + (op.a << 2)
  let index = activations + (op.index << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++, x += inBytes, a += outBytes, index += outBytes) {
    poolImage(w, x, a, index)
  }
}

/** Takes the part of every window that lies on the image. */
function poolImage(w: Window, x: usize, a: usize, index: usize): void {
  const pixel = w.inChannels << 2
  for (let outY = 0; outY < w.outHeight; outY++) {
    const top = outY * w.stride - w.paddingTop
    const firstY = max(0, top)
    const endY = min(w.inHeight, top + w.kernelHeight)
    for (let outX = 0; outX < w.outWidth; outX++, a += pixel, index += pixel) {
      const left = outX * w.stride - w.paddingLeft
      const firstX = max(0, left)
      const endX = min(w.inWidth, left + w.kernelWidth)
      for (let c = 0; c < w.inChannels; c += 4) {
        poolWindow(w, firstY, endY, firstX, endX, x + (c << 2), a + (c << 2), index + (c << 2), c)
      }
    }
  }
}

/** Four channels of one window. A NaN wins over every number, and the first NaN stays. */
function poolWindow(
  w: Window,
  firstY: i32,
  endY: i32,
  firstX: i32,
  endX: i32,
  x: usize,
  a: usize,
  index: usize,
  channel: i32,
): void {
  const pixel = w.inChannels << 2
  let place = firstY * w.inWidth + firstX
  let best = v128.load(x + place * pixel)
  let winner = f32x4.splat(place as f32)
  for (let y = firstY; y < endY; y++) {
    place = y * w.inWidth + firstX
    let at = x + place * pixel
    for (let i = firstX; i < endX; i++, at += pixel, place++) {
      const value = v128.load(at)
      const wins = v128.andnot(f32x4.eq(best, best), f32x4.le(value, best))
      best = v128.bitselect(value, best, wins)
      winner = v128.bitselect(f32x4.splat(place as f32), winner, wins)
    }
  }
  const lanes = w.inChannels - channel
  save(a, best, lanes)
  save(index, winner, lanes)
}
