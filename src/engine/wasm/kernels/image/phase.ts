import { copy } from '../lanes'
import { transpose } from '../multiply'
import { Window } from './window'

/**
 * The input gradient of a convolution is itself one, of the delta with the flipped filter. With a
 * stride s, input pixels whose places agree modulo s (a phase) meet the same part of the filter: in
 * one direction, pixel r + s·m meets kernel place k at output m + q where s·q = r + padding − d·k,
 * if there is such a q. So each phase is a convolution of stride 1, and none multiplies by zeros.
 */

/** ⌊a / b⌋ for b > 0. */
function floorDivide(a: i32, b: i32): i32 {
  const quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}

/** The first and last output, beyond the borders too, that an input of `size` pixels meets. */
export function firstMet(w: Window, padding: i32, kernel: i32): i32 {
  return floorDivide(padding - w.dilation * (kernel - 1), w.stride)
}

export function lastMet(w: Window, padding: i32, size: i32): i32 {
  return floorDivide(size - 1 + padding, w.stride)
}

/** Pixels of a phase among `size`. */
export function phaseSize(w: Window, phase: i32, size: i32): i32 {
  return phase < size ? (size - 1 - phase) / w.stride + 1 : 0
}

/** Where outputs that follow each other are met by places that do: runs of them make one tap. */
function isWhole(w: Window): bool {
  return w.stride % w.dilation == 0
}

/** Kernel columns that a phase meets. */
function columnsMet(w: Window, phase: i32): i32 {
  let count = 0
  for (let j = 0; j < w.kernelWidth; j++) {
    if ((phase + w.paddingLeft - w.dilation * j) % w.stride == 0) count++
  }
  return count
}

/** Floats of one tap of a phase: see `convolve`. */
export function phaseLength(w: Window, phase: i32): i32 {
  return isWhole(w) ? columnsMet(w, phase) * w.outChannels : w.outChannels
}

/**
 * Lists the taps of a phase on the canvas of deltas, whose first pixel is output (firstMet, firstMet)
 * and whose lines are `line` bytes long, and writes the filter that belongs to them, flipped and
 * with each [inChannels, outChannels] transposed, unless it is `turned` already. Returns the number
 * of taps.
 */
export function listPhase(
  w: Window,
  phaseY: i32,
  phaseX: i32,
  line: i32,
  filter: usize,
  turned: bool,
  taps: usize,
  flipped: usize,
): i32 {
  const top = firstMet(w, w.paddingTop, w.kernelHeight)
  const left = firstMet(w, w.paddingLeft, w.kernelWidth)
  const block = (w.inChannels * w.outChannels) << 2
  let count = 0
  for (let i = w.kernelHeight - 1; i >= 0; i--) {
    const y = phaseY + w.paddingTop - w.dilation * i
    if (y % w.stride != 0) continue
    let begun = false
    for (let j = w.kernelWidth - 1; j >= 0; j--) {
      const x = phaseX + w.paddingLeft - w.dilation * j
      if (x % w.stride != 0) continue
      if (!begun || !isWhole(w)) {
        const column = x / w.stride - left
        store<i32>(
          taps + (count << 2),
          (y / w.stride - top) * line + ((column * w.outChannels) << 2),
        )
        count++
      }
      begun = true
      const from = filter + (i * w.kernelWidth + j) * block
      if (turned) copy(from, flipped, w.inChannels * w.outChannels)
      else transpose(w.inChannels, w.outChannels, from, flipped)
      flipped += block
    }
  }
  return count
}
