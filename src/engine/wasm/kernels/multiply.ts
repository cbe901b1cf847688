import { firstLanes, save } from './lanes'

/**
 * out = a·b + bias, with a [rows, depth], b [depth, width], bias [width] or address 0 for none, out
 * [rows, width]. A row's result does not depend on the rows around it: a sum starts from the bias
 * and runs over `depth` from first to last (a single column is summed in four interleaved parts).
 */
export function multiply(
  rows: i32,
  depth: i32,
  width: i32,
  a: usize,
  b: usize,
  bias: usize,
  out: usize,
): void {
  if (width == 1) return multiplyByColumn(rows, depth, a, b, bias, out)
  if (width == 2) return multiplyByPair(rows, depth, a, b, bias, out)
  let j = 0
  for (; j + 8 <= width; j += 8) {
    tiles8(rows, depth, width, a, b + (j << 2), bias ? bias + (j << 2) : 0, out + (j << 2))
  }
  for (; j < width; j += 4) {
    tiles4(
      rows,
      depth,
      width,
      width - j,
      a,
      b + (j << 2),
      bias ? bias + (j << 2) : 0,
      out + (j << 2),
    )
  }
}

/** Eight columns, four rows at a time; rows that are not there repeat the tile's first. */
function tiles8(
  rows: i32,
  depth: i32,
  width: i32,
  a: usize,
  b: usize,
  bias: usize,
  out: usize,
): void {
  const step = depth << 2
  const outStep = width << 2
  const left = bias ? v128.load(bias) : f32x4.splat(0)
  const right = bias ? v128.load(bias, 16) : f32x4.splat(0)
  for (let row = 0; row < rows; row += 4) {
    const there = rows - row
    const to1 = there > 1 ? outStep : 0
    const to2 = there > 2 ? outStep << 1 : 0
    const to3 = there > 3 ? outStep * 3 : 0
    let a0 = a
    let a1 = there > 1 ? a + step : a
    let a2 = there > 2 ? a + (step << 1) : a
    let a3 = there > 3 ? a + step * 3 : a
    let s00 = left
    let s01 = right
    let s10 = left
    let s11 = right
    let s20 = left
    let s21 = right
    let s30 = left
    let s31 = right
    let from = b
    for (let k = 0; k < depth; k++) {
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
      from += outStep
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
    }
    v128.store(out, s00)
    v128.store(out, s01, 16)
    v128.store(out + to1, s10)
    v128.store(out + to1, s11, 16)
    v128.store(out + to2, s20)
    v128.store(out + to2, s21, 16)
    v128.store(out + to3, s30)
    v128.store(out + to3, s31, 16)
    a += step << 2
    out += outStep << 2
  }
}

/** Four columns, or the `lanes` that are left, four rows at a time. */
function tiles4(
  rows: i32,
  depth: i32,
  width: i32,
  lanes: i32,
  a: usize,
  b: usize,
  bias: usize,
  out: usize,
): void {
  const step = depth << 2
  const outStep = width << 2
  const start = bias ? v128.load(bias) : f32x4.splat(0)
  for (let row = 0; row < rows; row += 4) {
    const there = rows - row
    let a0 = a
    let a1 = there > 1 ? a + step : a
    let a2 = there > 2 ? a + (step << 1) : a
    let a3 = there > 3 ? a + step * 3 : a
    let s0 = start
    let s1 = start
    let s2 = start
    let s3 = start
    let from = b
    for (let k = 0; k < depth; k++) {
      const b0 = v128.load(from)
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a0), b0))
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a1), b0))
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a2), b0))
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a3), b0))
      from += outStep
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
    }
    save(out, s0, lanes)
    if (there > 1) save(out + outStep, s1, lanes)
    if (there > 2) save(out + (outStep << 1), s2, lanes)
    if (there > 3) save(out + outStep * 3, s3, lanes)
    a += step << 2
    out += outStep << 2
  }
}

/** One column: b lies in a row in memory, so products run along `depth`. */
function multiplyByColumn(
  rows: i32,
  depth: i32,
  a: usize,
  b: usize,
  bias: usize,
  out: usize,
): void {
  const step = depth << 2
  const whole = depth & ~3
  const rest = firstLanes(depth - whole)
  const start = bias ? v128.load32_splat(bias) : f32x4.splat(0)
  for (let row = 0; row < rows; row += 4) {
    const there = rows - row
    let a0 = a
    let a1 = there > 1 ? a + step : a
    let a2 = there > 2 ? a + (step << 1) : a
    let a3 = there > 3 ? a + step * 3 : a
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let s2 = f32x4.splat(0)
    let s3 = f32x4.splat(0)
    let from = b
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
    if (whole < depth) {
      const b0 = v128.load(from)
      s0 = f32x4.add(s0, v128.and(rest, f32x4.mul(v128.load(a0), b0)))
      s1 = f32x4.add(s1, v128.and(rest, f32x4.mul(v128.load(a1), b0)))
      s2 = f32x4.add(s2, v128.and(rest, f32x4.mul(v128.load(a2), b0)))
      s3 = f32x4.add(s3, v128.and(rest, f32x4.mul(v128.load(a3), b0)))
    }
    save(out, f32x4.add(start, sumOfEach(s0, s1, s2, s3)), there)
    a += step << 2
    out += 16
  }
}

/** The sum of the lanes of each of four vectors. */
export function sumOfEach(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const t0 = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7))
  const t1 = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7))
  return f32x4.add(i32x4.shuffle(t0, t1, 0, 1, 4, 5), i32x4.shuffle(t0, t1, 2, 3, 6, 7))
}

/** Two columns: two rows share a vector. */
function multiplyByPair(rows: i32, depth: i32, a: usize, b: usize, bias: usize, out: usize): void {
  const step = depth << 2
  const start = bias ? v128.load64_splat(bias) : f32x4.splat(0)
  for (let row = 0; row < rows; row += 4) {
    const there = rows - row
    let a0 = a
    let a1 = there > 1 ? a + step : a
    let a2 = there > 2 ? a + (step << 1) : a
    let a3 = there > 3 ? a + step * 3 : a
    let s0 = start
    let s2 = start
    let from = b
    for (let k = 0; k < depth; k++) {
      const b0 = v128.load64_splat(from)
      const x0 = i32x4.shuffle(v128.load32_splat(a0), v128.load32_splat(a1), 0, 1, 4, 5)
      const x2 = i32x4.shuffle(v128.load32_splat(a2), v128.load32_splat(a3), 0, 1, 4, 5)
      s0 = f32x4.add(s0, f32x4.mul(x0, b0))
      s2 = f32x4.add(s2, f32x4.mul(x2, b0))
      from += 8
      a0 += 4
      a1 += 4
      a2 += 4
      a3 += 4
    }
    save(out, s0, there << 1)
    if (there > 2) save(out + 16, s2, (there - 2) << 1)
    a += step << 2
    out += 32
  }
}

/** to [columns, rows] = from [rows, columns] */
export function transpose(rows: i32, columns: i32, from: usize, to: usize): void {
  const step = columns << 2
  const toStep = rows << 2
  const wholeRows = rows & ~3
  const wholeColumns = columns & ~3
  for (let i = 0; i < wholeRows; i += 4) {
    let at = from + i * step
    let out = to + (i << 2)
    for (let j = 0; j < wholeColumns; j += 4, at += 16, out += toStep << 2) {
      const v0 = v128.load(at)
      const v1 = v128.load(at + step)
      const v2 = v128.load(at + (step << 1))
      const v3 = v128.load(at + step * 3)
      const t0 = i32x4.shuffle(v0, v1, 0, 4, 1, 5)
      const t1 = i32x4.shuffle(v0, v1, 2, 6, 3, 7)
      const t2 = i32x4.shuffle(v2, v3, 0, 4, 1, 5)
      const t3 = i32x4.shuffle(v2, v3, 2, 6, 3, 7)
      v128.store(out, i32x4.shuffle(t0, t2, 0, 1, 4, 5))
      v128.store(out + toStep, i32x4.shuffle(t0, t2, 2, 3, 6, 7))
      v128.store(out + (toStep << 1), i32x4.shuffle(t1, t3, 0, 1, 4, 5))
      v128.store(out + toStep * 3, i32x4.shuffle(t1, t3, 2, 3, 6, 7))
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = i < wholeRows ? wholeColumns : 0; j < columns; j++) {
      store<f32>(to + ((j * rows + i) << 2), load<f32>(from + ((i * columns + j) << 2)))
    }
  }
}
