import { save } from '../lanes'
import { Window } from './window'

/**
 * filter[tap, k] = Σ over positions of canvas[position + tap] · delta[position, k] for one image, the
 * left side read where it lies; added to what is there if `keep`. A tap is one float of the canvas,
 * given by its offset in bytes. Sums of an image run over its positions from first to last and start
 * from zero, so that long sums over a batch are made of short ones.
 *
 * @param taps offsets, and the last one seven times more: tiles take up to eight at a time
 */
export function addProducts(
  w: Window,
  line: i32,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  delta: usize,
  filter: usize,
  keep: bool,
): void {
  const channels = w.outChannels
  for (let j = 0; j < channels; j += 8) {
    const lanes = channels - j
    const tile = lanes > 4 ? 4 : 8
    let to = filter + (j << 2)
    for (let t = 0; t < tapCount; t += tile, to += (channels * tile) << 2) {
      const list = taps + (t << 2)
      const there = tapCount - t
      const from = delta + (j << 2)
      if (lanes > 4) tile4x8(w, line, canvas, list, there, from, lanes, to, keep)
      else tile8x4(w, line, canvas, list, there, from, lanes, to, keep)
    }
  }
}

function tile4x8(
  w: Window,
  line: i32,
  canvas: usize,
  taps: usize,
  there: i32,
  delta: usize,
  lanes: i32,
  out: usize,
  keep: bool,
): void {
  const columnStep = (w.stride * w.inChannels) << 2
  const rowStep = w.stride * line
  const step = w.outChannels << 2
  const zero = f32x4.splat(0)
  let s00 = zero
  let s01 = zero
  let s10 = zero
  let s11 = zero
  let s20 = zero
  let s21 = zero
  let s30 = zero
  let s31 = zero
  for (let y = 0; y < w.outHeight; y++, canvas += rowStep) {
    let x0 = canvas + load<u32>(taps)
    let x1 = canvas + load<u32>(taps, 4)
    let x2 = canvas + load<u32>(taps, 8)
    let x3 = canvas + load<u32>(taps, 12)
    for (let x = w.outWidth; x > 0; x--) {
      const d0 = v128.load(delta)
      const d1 = v128.load(delta, 16)
      const v0 = v128.load32_splat(x0)
      s00 = f32x4.add(s00, f32x4.mul(v0, d0))
      s01 = f32x4.add(s01, f32x4.mul(v0, d1))
      const v1 = v128.load32_splat(x1)
      s10 = f32x4.add(s10, f32x4.mul(v1, d0))
      s11 = f32x4.add(s11, f32x4.mul(v1, d1))
      const v2 = v128.load32_splat(x2)
      s20 = f32x4.add(s20, f32x4.mul(v2, d0))
      s21 = f32x4.add(s21, f32x4.mul(v2, d1))
      const v3 = v128.load32_splat(x3)
      s30 = f32x4.add(s30, f32x4.mul(v3, d0))
      s31 = f32x4.add(s31, f32x4.mul(v3, d1))
      delta += step
      x0 += columnStep
      x1 += columnStep
      x2 += columnStep
      x3 += columnStep
    }
  }
  addTwo(out, s00, s01, lanes, keep)
  if (there > 1) addTwo(out + step, s10, s11, lanes, keep)
  if (there > 2) addTwo(out + (step << 1), s20, s21, lanes, keep)
  if (there > 3) addTwo(out + step * 3, s30, s31, lanes, keep)
}

function tile8x4(
  w: Window,
  line: i32,
  canvas: usize,
  taps: usize,
  there: i32,
  delta: usize,
  lanes: i32,
  out: usize,
  keep: bool,
): void {
  const columnStep = (w.stride * w.inChannels) << 2
  const rowStep = w.stride * line
  const step = w.outChannels << 2
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  let s4 = f32x4.splat(0)
  let s5 = f32x4.splat(0)
  let s6 = f32x4.splat(0)
  let s7 = f32x4.splat(0)
  for (let y = 0; y < w.outHeight; y++, canvas += rowStep) {
    let x0 = canvas + load<u32>(taps)
    let x1 = canvas + load<u32>(taps, 4)
    let x2 = canvas + load<u32>(taps, 8)
    let x3 = canvas + load<u32>(taps, 12)
    let x4 = canvas + load<u32>(taps, 16)
    let x5 = canvas + load<u32>(taps, 20)
    let x6 = canvas + load<u32>(taps, 24)
    let x7 = canvas + load<u32>(taps, 28)
    for (let x = w.outWidth; x > 0; x--) {
      const d = v128.load(delta)
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(x0), d))
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(x1), d))
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(x2), d))
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(x3), d))
      s4 = f32x4.add(s4, f32x4.mul(v128.load32_splat(x4), d))
      s5 = f32x4.add(s5, f32x4.mul(v128.load32_splat(x5), d))
      s6 = f32x4.add(s6, f32x4.mul(v128.load32_splat(x6), d))
      s7 = f32x4.add(s7, f32x4.mul(v128.load32_splat(x7), d))
      delta += step
      x0 += columnStep
      x1 += columnStep
      x2 += columnStep
      x3 += columnStep
      x4 += columnStep
      x5 += columnStep
      x6 += columnStep
      x7 += columnStep
    }
  }
  add(out, s0, lanes, keep)
  if (there > 1) add(out + step * 1, s1, lanes, keep)
  if (there > 2) add(out + step * 2, s2, lanes, keep)
  if (there > 3) add(out + step * 3, s3, lanes, keep)
  if (there > 4) add(out + step * 4, s4, lanes, keep)
  if (there > 5) add(out + step * 5, s5, lanes, keep)
  if (there > 6) add(out + step * 6, s6, lanes, keep)
  if (there > 7) add(out + step * 7, s7, lanes, keep)
}

/**
 * The same for one channel: the filter lies in a row in memory, so sums run side by side over
 * neighbouring taps. A tap here is a run of `length` floats of the canvas.
 */
export function addSingleChannel(
  w: Window,
  line: i32,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  length: i32,
  delta: usize,
  filter: usize,
  keep: bool,
): void {
  for (let t = 0; t < tapCount; t++, filter += length << 2) {
    const from = canvas + load<u32>(taps + (t << 2))
    for (let k = 0; k < length; k += 16) {
      run16(w, line, from + (k << 2), delta, length - k, filter + (k << 2), keep)
    }
  }
}

function run16(
  w: Window,
  line: i32,
  canvas: usize,
  delta: usize,
  lanes: i32,
  out: usize,
  keep: bool,
): void {
  const columnStep = (w.stride * w.inChannels) << 2
  const rowStep = w.stride * line
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  for (let y = 0; y < w.outHeight; y++, canvas += rowStep) {
    let from = canvas
    for (let x = w.outWidth; x > 0; x--) {
      const d = v128.load32_splat(delta)
      s0 = f32x4.add(s0, f32x4.mul(v128.load(from), d))
      s1 = f32x4.add(s1, f32x4.mul(v128.load(from, 16), d))
      s2 = f32x4.add(s2, f32x4.mul(v128.load(from, 32), d))
      s3 = f32x4.add(s3, f32x4.mul(v128.load(from, 48), d))
      delta += 4
      from += columnStep
    }
  }
  addTwo(out, s0, s1, lanes, keep)
  if (lanes > 8) addTwo(out + 32, s2, s3, lanes - 8, keep)
}

/** bias [channels] = Σ over the positions of one image's delta; added to what is there if `keep`. */
export function addPositions(
  count: i32,
  channels: i32,
  delta: usize,
  bias: usize,
  keep: bool,
): void {
  for (let j = 0; j < channels; j += 8, delta += 32, bias += 32) {
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let at = delta
    for (let i = 0; i < count; i++, at += channels << 2) {
      s0 = f32x4.add(s0, v128.load(at))
      s1 = f32x4.add(s1, v128.load(at, 16))
    }
    addTwo(bias, s0, s1, channels - j, keep)
  }
}

function addTwo(to: usize, first: v128, second: v128, lanes: i32, keep: bool): void {
  add(to, first, lanes, keep)
  if (lanes > 4) add(to + 16, second, lanes - 4, keep)
}

function add(to: usize, value: v128, lanes: i32, keep: bool): void {
  save(to, keep ? f32x4.add(v128.load(to), value) : value, lanes)
}
