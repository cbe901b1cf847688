import { passBack } from './activations'
import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { convolve, listPositions } from './image/convolve'
import { firstMet, lastMet, listPhase, phaseLength, phaseSize } from './image/phase'
import { after, inLength, outLength, paste, Window } from './image/window'
import { zero } from './lanes'

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
  for (let y = 0; y < w.stride; y++) {
    for (let x = 0; x < w.stride; x++) gradientOfPhase(op, batch.rows, y, x)
  }
  passBack(
    op.activation,
    activations + (op.z << 2),
    activations + (op.a << 2),
    activations + (op.inputDelta << 2),
    batch.rows * inLength(w),
  )
}

/** Of the pixels at (phaseY, phaseX) modulo the stride. */
function gradientOfPhase(op: Conv2dInputGradientOp, rows: i32, phaseY: i32, phaseX: i32): void {
  const w = changetype<Window>(op)
  const height = phaseSize(w, phaseY, w.inHeight)
  const width = phaseSize(w, phaseX, w.inWidth)
  if (height == 0 || width == 0) return
  const top = firstMet(w, w.paddingTop, w.kernelHeight)
  const left = firstMet(w, w.paddingLeft, w.kernelWidth)
  const canvasHeight = lastMet(w, w.paddingTop, w.inHeight) - top + 1
  const canvasWidth = lastMet(w, w.paddingLeft, w.inWidth) - left + 1
  const outPixel = w.outChannels << 2
  const line = canvasWidth * outPixel
  const pixel = w.inChannels << 2

  const taps = scratch
  const positions = after(taps, w.kernelHeight * w.kernelWidth)
  const flipped = after(positions, 2 * (height * width + 7))
  const canvas = after(flipped, w.kernelHeight * w.kernelWidth * w.inChannels * w.outChannels)
  const filter = parameters + (op.filter << 2)
  const tapCount = listPhase(w, phaseY, phaseX, line, filter, taps, flipped)
  const length = phaseLength(w, phaseX)
  const step = w.stride * w.inWidth * pixel
  listPositions(positions, height, width, line, outPixel, step, w.stride * pixel)
  zero(canvas, canvasHeight * canvasWidth * w.outChannels)

  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  let delta = activations + (op.delta << 2)
  let to = activations + (op.inputDelta << 2) + (phaseY * w.inWidth + phaseX) * pixel
  for (let row = 0; row < rows; row++, delta += outBytes, to += inBytes) {
    paste(
      delta,
      w.outHeight,
      w.outWidth,
      w.outChannels,
      -top,
      -left,
      canvas,
      canvasHeight,
      canvasWidth,
    )
    convolve(
      height * width,
      positions,
      canvas,
      taps,
      tapCount,
      length,
      flipped,
      w.inChannels,
      0,
      to,
    )
  }
}
