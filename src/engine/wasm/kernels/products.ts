import { firstLanes, save, sumLanes } from './lanes'

/**
 * out = xᵀ·d, with x [rows, height], d [rows, width], out [height, width]; added to what is there if
 * `keep`. Sums run over the rows from first to last.
 */
export function sumProducts(
  rows: i32,
  height: i32,
  width: i32,
  x: usize,
  d: usize,
  out: usize,
  keep: bool,
): void {
  for (let j = 0; j < width; j += 8) {
    const lanes = width - j
    const at = d + (j << 2)
    let i = 0
    let to = out + (j << 2)
    for (; i + 4 <= height; i += 4, to += width << 4) {
      if (lanes > 4) tile4x8(rows, height, width, lanes, x + (i << 2), at, to, keep)
      else tile4x4(rows, height, width, lanes, x + (i << 2), at, to, keep)
    }
    for (; i < height; i++, to += width << 2) {
      tile1x8(rows, height, width, lanes, x + (i << 2), at, to, keep)
    }
  }
}

function tile4x8(
  rows: i32,
  height: i32,
  width: i32,
  lanes: i32,
  x: usize,
  d: usize,
  out: usize,
  keep: bool,
): void {
  const out1 = out + (width << 2)
  const out2 = out1 + (width << 2)
  const out3 = out2 + (width << 2)
  const zero = f32x4.splat(0)
  let s00 = keep ? v128.load(out) : zero
  let s01 = keep ? v128.load(out, 16) : zero
  let s10 = keep ? v128.load(out1) : zero
  let s11 = keep ? v128.load(out1, 16) : zero
  let s20 = keep ? v128.load(out2) : zero
  let s21 = keep ? v128.load(out2, 16) : zero
  let s30 = keep ? v128.load(out3) : zero
  let s31 = keep ? v128.load(out3, 16) : zero
  for (let row = 0; row < rows; row++) {
    const d0 = v128.load(d)
    const d1 = v128.load(d, 16)
    const x0 = v128.load32_splat(x)
    s00 = f32x4.add(s00, f32x4.mul(x0, d0))
    s01 = f32x4.add(s01, f32x4.mul(x0, d1))
    const x1 = v128.load32_splat(x, 4)
    s10 = f32x4.add(s10, f32x4.mul(x1, d0))
    s11 = f32x4.add(s11, f32x4.mul(x1, d1))
    const x2 = v128.load32_splat(x, 8)
    s20 = f32x4.add(s20, f32x4.mul(x2, d0))
    s21 = f32x4.add(s21, f32x4.mul(x2, d1))
    const x3 = v128.load32_splat(x, 12)
    s30 = f32x4.add(s30, f32x4.mul(x3, d0))
    s31 = f32x4.add(s31, f32x4.mul(x3, d1))
    x += height << 2
    d += width << 2
  }
  const rest = lanes - 4
  v128.store(out, s00)
  save(out + 16, s01, rest)
  v128.store(out1, s10)
  save(out1 + 16, s11, rest)
  v128.store(out2, s20)
  save(out2 + 16, s21, rest)
  v128.store(out3, s30)
  save(out3 + 16, s31, rest)
}

function tile4x4(
  rows: i32,
  height: i32,
  width: i32,
  lanes: i32,
  x: usize,
  d: usize,
  out: usize,
  keep: bool,
): void {
  const out1 = out + (width << 2)
  const out2 = out1 + (width << 2)
  const out3 = out2 + (width << 2)
  const zero = f32x4.splat(0)
  let s0 = keep ? v128.load(out) : zero
  let s1 = keep ? v128.load(out1) : zero
  let s2 = keep ? v128.load(out2) : zero
  let s3 = keep ? v128.load(out3) : zero
  for (let row = 0; row < rows; row++) {
    const d0 = v128.load(d)
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(x), d0))
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(x, 4), d0))
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(x, 8), d0))
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(x, 12), d0))
    x += height << 2
    d += width << 2
  }
  save(out, s0, lanes)
  save(out1, s1, lanes)
  save(out2, s2, lanes)
  save(out3, s3, lanes)
}

function tile1x8(
  rows: i32,
  height: i32,
  width: i32,
  lanes: i32,
  x: usize,
  d: usize,
  out: usize,
  keep: bool,
): void {
  const zero = f32x4.splat(0)
  let s0 = keep ? v128.load(out) : zero
  let s1 = keep ? v128.load(out, 16) : zero
  for (let row = 0; row < rows; row++) {
    const x0 = v128.load32_splat(x)
    s0 = f32x4.add(s0, f32x4.mul(x0, v128.load(d)))
    s1 = f32x4.add(s1, f32x4.mul(x0, v128.load(d, 16)))
    x += height << 2
    d += width << 2
  }
  save(out, s0, lanes)
  if (lanes > 4) save(out + 16, s1, lanes - 4)
}

/** out [width] = Σ over the rows of d [rows, width]; added to what is there if `keep`. */
export function sumColumns(rows: i32, width: i32, d: usize, out: usize, keep: bool): void {
  if (width == 1) return sumColumn(rows, d, out, keep)
  for (let j = 0; j < width; j += 8, d += 32, out += 32) {
    let s0 = keep ? v128.load(out) : f32x4.splat(0)
    let s1 = keep ? v128.load(out, 16) : f32x4.splat(0)
    let at = d
    for (let row = 0; row < rows; row++, at += width << 2) {
      s0 = f32x4.add(s0, v128.load(at))
      s1 = f32x4.add(s1, v128.load(at, 16))
    }
    const lanes = width - j
    save(out, s0, lanes)
    if (lanes > 4) save(out + 16, s1, lanes - 4)
  }
}

/** A single column lies in a row in memory: four interleaved sums. */
function sumColumn(rows: i32, d: usize, out: usize, keep: bool): void {
  let sum = f32x4.splat(0)
  for (let row = 0; row < rows; row += 4, d += 16) {
    sum = f32x4.add(sum, v128.and(firstLanes(rows - row), v128.load(d)))
  }
  store<f32>(out, (keep ? load<f32>(out) : 0) + sumLanes(sum))
}
