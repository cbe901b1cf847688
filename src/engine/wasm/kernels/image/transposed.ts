import { scratch } from '../buffers'
import { zero } from '../lanes'
import { convolve, listPositions } from './convolve'
import { firstMet, lastMet, listPhase, phaseLength, phaseSize } from './phase'
import { after, inLength, outLength, paste, Window } from './window'

/**
 * Adds up, for every pixel of the window's input, what the windows that it is in hold times the
 * filter: the transpose of the window's convolution.
 *
 * @param from [rows, outHeight, outWidth, outChannels]
 * @param filter [kernelHeight, kernelWidth, inChannels, outChannels], or with the two channels the
 *   other way round if `turned`
 * @param bias [inChannels] to start from, or address 0 for none
 * @param to [rows, inHeight, inWidth, inChannels]
 */
export function correlateTransposed(
  w: Window,
  rows: i32,
  from: usize,
  filter: usize,
  turned: bool,
  bias: usize,
  to: usize,
): void {
  for (let y = 0; y < w.stride; y++) {
    for (let x = 0; x < w.stride; x++) ofPhase(w, rows, y, x, from, filter, turned, bias, to)
  }
}

/** The pixels at (phaseY, phaseX) modulo the stride. */
function ofPhase(
  w: Window,
  rows: i32,
  phaseY: i32,
  phaseX: i32,
  from: usize,
  filter: usize,
  turned: bool,
  bias: usize,
  to: usize,
): void {
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
  const tapCount = listPhase(w, phaseY, phaseX, line, filter, turned, taps, flipped)
  const length = phaseLength(w, phaseX)
  const step = w.stride * w.inWidth * pixel
  listPositions(positions, height, width, line, outPixel, step, w.stride * pixel)
  zero(canvas, canvasHeight * canvasWidth * w.outChannels)

  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  to += (phaseY * w.inWidth + phaseX) * pixel
  for (let row = 0; row < rows; row++, from += outBytes, to += inBytes) {
    paste(
      from,
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
      bias,
      to,
    )
  }
}
