/**
 * The windows that cover a pixel, in one direction: those from `first` up to but not including
 * `end`. Pixels are visited in order, so both only ever move on.
 */

/** The first window that does not end before `pixel`, from `first` on. */
export function firstCovering(first: i32, pixel: i32, kernel: i32, stride: i32, padding: i32): i32 {
  while (first * stride - padding + kernel <= pixel) first++
  return first
}

/** The first window that begins after `pixel`, from `end` on. */
export function endCovering(end: i32, pixel: i32, windows: i32, stride: i32, padding: i32): i32 {
  while (end < windows && end * stride - padding <= pixel) end++
  return end
}
