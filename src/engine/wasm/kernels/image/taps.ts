import { Window } from './window'

/**
 * Where the floats of the kernel lie on the canvas, as offsets in bytes from the window's corner, in
 * the filter's order. `line` is a line of the canvas in bytes.
 */

/** Floats that lie side by side: a row of the kernel, a point of it where a dilation parts them. */
export function runLength(w: Window): i32 {
  return isWhole(w) ? w.kernelWidth * w.inChannels : w.inChannels
}

/** Lists runs of that length and returns how many there are. */
export function listRuns(w: Window, line: i32, list: usize): i32 {
  const runs = isWhole(w) ? 1 : w.kernelWidth
  for (let i = 0; i < w.kernelHeight; i++) {
    for (let j = 0; j < runs; j++, list += 4) store<i32>(list, offset(w, line, i, j))
  }
  return w.kernelHeight * runs
}

/** Lists single floats, the last one seven times more, and returns how many there are. */
export function listFloats(w: Window, line: i32, list: usize): i32 {
  let last = 0
  for (let i = 0; i < w.kernelHeight; i++) {
    for (let j = 0; j < w.kernelWidth; j++) {
      for (let c = 0; c < w.inChannels; c++, list += 4) {
        last = offset(w, line, i, j) + (c << 2)
        store<i32>(list, last)
      }
    }
  }
  for (let i = 0; i < 7; i++, list += 4) store<i32>(list, last)
  return w.kernelHeight * w.kernelWidth * w.inChannels
}

function isWhole(w: Window): bool {
  return w.dilation == 1 || w.kernelWidth == 1
}

function offset(w: Window, line: i32, i: i32, j: i32): i32 {
  return w.dilation * (i * line + ((j * w.inChannels) << 2))
}
