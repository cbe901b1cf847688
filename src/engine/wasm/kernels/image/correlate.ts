import { Activation, activate } from '../activations'
import { convolve, listPositions } from './convolve'
import { listRuns, runLength } from './taps'
import {
  after,
  canvasWidth,
  clearCanvas,
  inLength,
  outLength,
  placeOnCanvas,
  Window,
} from './window'

/**
 * z = x ∗ filter + b, a = σ(z), image by image, so that what one step leaves is still near when the
 * next reads it.
 *
 * @param filter [kernelHeight, kernelWidth, inChannels, outChannels]
 * @param bias [outChannels], or address 0 for none
 * @param room for a list of taps, a list of positions and a canvas
 */
export function correlate(
  w: Window,
  rows: i32,
  x: usize,
  filter: usize,
  bias: usize,
  z: usize,
  a: usize,
  activation: Activation,
  room: usize,
): void {
  const pixel = w.inChannels << 2
  const line = canvasWidth(w) * pixel
  const outPixel = w.outChannels << 2
  const outLine = w.outWidth * outPixel
  const count = w.outHeight * w.outWidth

  const positions = after(room, w.kernelHeight * w.kernelWidth)
  const canvas = after(positions, 2 * (count + 7))
  const tapCount = listRuns(w, line, room)
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

  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  for (let row = 0; row < rows; row++, x += inBytes, z += outBytes, a += outBytes) {
    convolve(
      count,
      positions,
      placeOnCanvas(w, x, canvas),
      room,
      tapCount,
      runLength(w),
      filter,
      w.outChannels,
      bias,
      z,
    )
    activate(activation, z, a, outLength(w))
  }
}
