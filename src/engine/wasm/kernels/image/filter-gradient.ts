import { addPositions, addProducts, addSingleChannel } from './filter-products'
import { listFloats, listRuns, runLength } from './taps'
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
 * filter [kernelHeight, kernelWidth, inChannels, outChannels] = Σ over images and positions of the
 * patch of x times delta; added to what is there if `keep`.
 *
 * @param room for a list of taps and a canvas
 */
export function filterGradient(
  w: Window,
  rows: i32,
  x: usize,
  delta: usize,
  filter: usize,
  keep: bool,
  room: usize,
): void {
  const line = canvasWidth(w) * (w.inChannels << 2)
  const single = w.outChannels == 1
  const tapCount = single ? listRuns(w, line, room) : listFloats(w, line, room)
  const canvas = after(room, tapCount + 7)
  clearCanvas(w, canvas)

  const inBytes = inLength(w) << 2
  const outBytes = outLength(w) << 2
  for (let row = 0; row < rows; row++, x += inBytes, delta += outBytes) {
    const image = placeOnCanvas(w, x, canvas)
    const more = keep || row > 0
    if (single) {
      addSingleChannel(w, line, image, room, tapCount, runLength(w), delta, filter, more)
    } else {
      addProducts(w, line, image, room, tapCount, delta, filter, more)
    }
  }
}

/** bias [channels] = Σ over images and their `count` positions of delta; added if `keep`. */
export function biasGradient(
  rows: i32,
  count: i32,
  channels: i32,
  delta: usize,
  bias: usize,
  keep: bool,
): void {
  const bytes = (count * channels) << 2
  for (let row = 0; row < rows; row++, delta += bytes) {
    addPositions(count, channels, delta, bias, keep || row > 0)
  }
}
