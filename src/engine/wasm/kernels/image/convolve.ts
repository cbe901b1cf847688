import { firstLanes, save } from '../lanes'
import { sumOfEach } from '../multiply'

/**
 * Lists the positions of an output as pairs of offsets in bytes: where the patch of a position
 * begins on the canvas, and where its channels stand in the output. Tiles take up to eight at a
 * time, so the last one is repeated: computed again it gives the same bits.
 *
 * @param list room for 2 · (height · width + 7) words
 */
export function listPositions(
  list: usize,
  height: i32,
  width: i32,
  rowStep: i32,
  columnStep: i32,
  outRowStep: i32,
  outColumnStep: i32,
): void {
  let from = 0
  let to = 0
  for (let y = 0; y < height; y++) {
    from = y * rowStep
    to = y * outRowStep
    for (let x = 0; x < width; x++, list += 8) {
      store<i32>(list, from)
      store<i32>(list, to, 4)
      from += columnStep
      to += outColumnStep
    }
  }
  for (let i = 0; i < 7; i++, list += 8) {
    store<i32>(list, from - columnStep)
    store<i32>(list, to - outColumnStep, 4)
  }
}

/**
 * out[position] = bias + Σ over taps of canvas[position + tap] · filter[tap], a matrix product whose
 * left side is read where it lies. A tap is a run of `length` floats of the canvas, given by its
 * offset in bytes; filter [taps · length, channels]; bias [channels] or address 0 for none. Sums
 * start from the bias and run over the taps from first to last (a single channel is summed in four
 * interleaved parts).
 */
export function convolve(
  count: i32,
  positions: usize,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  length: i32,
  filter: usize,
  channels: i32,
  bias: usize,
  out: usize,
): void {
  if (channels == 1) {
    return singleChannel(count, positions, canvas, taps, tapCount, length, filter, bias, out)
  }
  for (let j = 0; j < channels; j += 8) {
    const lanes = channels - j
    const from = filter + (j << 2)
    const start = bias ? bias + (j << 2) : 0
    const to = out + (j << 2)
    if (lanes > 4) {
      tiles8(count, positions, canvas, taps, tapCount, length, from, channels, lanes, start, to)
    } else {
      tiles4(count, positions, canvas, taps, tapCount, length, from, channels, lanes, start, to)
    }
  }
}

/** Five to eight channels of four positions at a time. */
function tiles8(
  count: i32,
  positions: usize,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  length: i32,
  filter: usize,
  channels: i32,
  lanes: i32,
  bias: usize,
  out: usize,
): void {
  const step = channels << 2
  const rest = lanes - 4
  const left = bias ? v128.load(bias) : f32x4.splat(0)
  const right = bias ? v128.load(bias, 16) : f32x4.splat(0)
  for (let p = 0; p < count; p += 4, positions += 32) {
    let s00 = left
    let s01 = right
    let s10 = left
    let s11 = right
    let s20 = left
    let s21 = right
    let s30 = left
    let s31 = right
    let from = filter
    for (let t = 0; t < tapCount; t++) {
      const at = canvas + load<u32>(taps + (t << 2))
      let a0 = at + load<u32>(positions)
      let a1 = at + load<u32>(positions, 8)
      let a2 = at + load<u32>(positions, 16)
      let a3 = at + load<u32>(positions, 24)
      for (let k = 0; k < length; k++) {
        const b0 = v128.load(from)
        const b1 = v128.load(from, 16)
        const x0 = v128.load32_splat(a0)
        s00 = f32x4.add(s00, f32x4.mul(x0, b0))
        s01 = f32x4.add(s01, f32x4.mul(x0, b1))
        const x1 = v128.load32_splat(a1)
        s10 = f32x4.add(s10, f32x4.mul(x1, b0))
        s11 = f32x4.add(s11, f32x4.mul(x1, b1))
        const x2 = v128.load32_splat(a2)
        s20 = f32x4.add(s20, f32x4.mul(x2, b0))
        s21 = f32x4.add(s21, f32x4.mul(x2, b1))
        const x3 = v128.load32_splat(a3)
        s30 = f32x4.add(s30, f32x4.mul(x3, b0))
        s31 = f32x4.add(s31, f32x4.mul(x3, b1))
        from += step
        a0 += 4
        a1 += 4
        a2 += 4
        a3 += 4
      }
    }
    const to0 = out + load<u32>(positions, 4)
    const to1 = out + load<u32>(positions, 12)
    const to2 = out + load<u32>(positions, 20)
    const to3 = out + load<u32>(positions, 28)
    v128.store(to0, s00)
    save(to0 + 16, s01, rest)
    v128.store(to1, s10)
    save(to1 + 16, s11, rest)
    v128.store(to2, s20)
    save(to2 + 16, s21, rest)
    v128.store(to3, s30)
    save(to3 + 16, s31, rest)
  }
}

/** Up to four channels of eight positions at a time. */
function tiles4(
  count: i32,
  positions: usize,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  length: i32,
  filter: usize,
  channels: i32,
  lanes: i32,
  bias: usize,
  out: usize,
): void {
  const step = channels << 2
  const start = bias ? v128.load(bias) : f32x4.splat(0)
  for (let p = 0; p < count; p += 8, positions += 64) {
    let s0 = start
    let s1 = start
    let s2 = start
    let s3 = start
    let s4 = start
    let s5 = start
    let s6 = start
    let s7 = start
    let from = filter
    for (let t = 0; t < tapCount; t++) {
      const at = canvas + load<u32>(taps + (t << 2))
      let a0 = at + load<u32>(positions)
      let a1 = at + load<u32>(positions, 8)
      let a2 = at + load<u32>(positions, 16)
      let a3 = at + load<u32>(positions, 24)
      let a4 = at + load<u32>(positions, 32)
      let a5 = at + load<u32>(positions, 40)
      let a6 = at + load<u32>(positions, 48)
      let a7 = at + load<u32>(positions, 56)
      for (let k = 0; k < length; k++) {
        const b0 = v128.load(from)
        s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a0), b0))
        s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a1), b0))
        s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a2), b0))
        s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a3), b0))
        s4 = f32x4.add(s4, f32x4.mul(v128.load32_splat(a4), b0))
        s5 = f32x4.add(s5, f32x4.mul(v128.load32_splat(a5), b0))
        s6 = f32x4.add(s6, f32x4.mul(v128.load32_splat(a6), b0))
        s7 = f32x4.add(s7, f32x4.mul(v128.load32_splat(a7), b0))
        from += step
        a0 += 4
        a1 += 4
        a2 += 4
        a3 += 4
        a4 += 4
        a5 += 4
        a6 += 4
        a7 += 4
      }
    }
    save(out + load<u32>(positions, 4), s0, lanes)
    save(out + load<u32>(positions, 12), s1, lanes)
    save(out + load<u32>(positions, 20), s2, lanes)
    save(out + load<u32>(positions, 28), s3, lanes)
    save(out + load<u32>(positions, 36), s4, lanes)
    save(out + load<u32>(positions, 44), s5, lanes)
    save(out + load<u32>(positions, 52), s6, lanes)
    save(out + load<u32>(positions, 60), s7, lanes)
  }
}

/** One channel: the filter lies in a row in memory, so products run along the taps. */
function singleChannel(
  count: i32,
  positions: usize,
  canvas: usize,
  taps: usize,
  tapCount: i32,
  length: i32,
  filter: usize,
  bias: usize,
  out: usize,
): void {
  const start = bias ? v128.load32_splat(bias) : f32x4.splat(0)
  const whole = length & ~3
  const rest = firstLanes(length - whole)
  for (let p = 0; p < count; p += 4, positions += 32) {
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let s2 = f32x4.splat(0)
    let s3 = f32x4.splat(0)
    let from = filter
    for (let t = 0; t < tapCount; t++) {
      const at = canvas + load<u32>(taps + (t << 2))
      let a0 = at + load<u32>(positions)
      let a1 = at + load<u32>(positions, 8)
      let a2 = at + load<u32>(positions, 16)
      let a3 = at + load<u32>(positions, 24)
      for (let k = 0; k < whole; k += 4) {
        const b0 = v128.load(from)
        s0 = f32x4.add(s0, f32x4.mul(v128.load(a0), b0))
        s1 = f32x4.add(s1, f32x4.mul(v128.load(a1), b0))
        s2 = f32x4.add(s2, f32x4.mul(v128.load(a2), b0))
        s3 = f32x4.add(s3, f32x4.mul(v128.load(a3), b0))
        from += 16
        a0 += 16
        a1 += 16
        a2 += 16
        a3 += 16
      }
      if (whole < length) {
        const b0 = v128.load(from)
        s0 = f32x4.add(s0, v128.and(rest, f32x4.mul(v128.load(a0), b0)))
        s1 = f32x4.add(s1, v128.and(rest, f32x4.mul(v128.load(a1), b0)))
        s2 = f32x4.add(s2, v128.and(rest, f32x4.mul(v128.load(a2), b0)))
        s3 = f32x4.add(s3, v128.and(rest, f32x4.mul(v128.load(a3), b0)))
        from += (length - whole) << 2
      }
    }
    const sums = f32x4.add(start, sumOfEach(s0, s1, s2, s3))
    v128.store32_lane(out + load<u32>(positions, 4), sums, 0)
    v128.store32_lane(out + load<u32>(positions, 12), sums, 1)
    v128.store32_lane(out + load<u32>(positions, 20), sums, 2)
    v128.store32_lane(out + load<u32>(positions, 28), sums, 3)
  }
}
