/**
 * Four float32 lanes at a time. Spans whose length is no multiple of four are read four
 * or eight wide all the same (every buffer has room after its end) and stored as far as they go.
 */

/** Stores the first `left` lanes, all of them from 4 on. */
export function save(to: usize, value: v128, left: i32): void {
  if (left >= 4) v128.store(to, value)
  else saveFirst(to, value, left)
}

/** Stores the first `left` of eight lanes: two long computations side by side hide each other's delays. */
export function saveTwo(to: usize, first: v128, second: v128, left: i32): void {
  save(to, first, left)
  if (left > 4) save(to + 16, second, left - 4)
}

/** Stores the first `count` lanes, 0…3. */
export function saveFirst(to: usize, value: v128, count: i32): void {
  if (count & 2) {
    v128.store64_lane(to, value, 0)
    if (count & 1) v128.store32_lane(to, value, 2, 8)
  } else if (count & 1) {
    v128.store32_lane(to, value, 0)
  }
}

/** All bits set in the first `left` lanes, none in the others. */
export function firstLanes(left: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left))
}

/** (v₀ + v₂) + (v₁ + v₃) */
export function sumLanes(v: v128): f32 {
  const pairs = f32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** 0 for subnormal numbers, which slow processors down a hundredfold. NaN stays. */
export function flush(v: v128): v128 {
  return v128.andnot(v, f32x4.le(f32x4.abs(v), f32x4.splat(1.1754942e-38)))
}

/** `value` where it is a number and NaN where `source` is. */
export function orNaN(value: v128, source: v128): v128 {
  return v128.or(value, f32x4.ne(source, source))
}

/** Kept within ±bound; NaN stays. */
export function clip(v: v128, bound: f32): v128 {
  return f32x4.pmax(f32x4.pmin(v, f32x4.splat(bound)), f32x4.splat(-bound))
}

export function copy(from: usize, to: usize, floats: i32): void {
  for (let i = 0; i < floats; i += 4, from += 16, to += 16) {
    save(to, v128.load(from), floats - i)
  }
}

export function zero(at: usize, floats: i32): void {
  for (let i = 0; i < floats; i += 4, at += 16) save(at, f32x4.splat(0), floats - i)
}

/** The sum of four float64 lanes. */
export function sumHalves(even: v128, odd: v128): f64 {
  const sum = f64x2.add(even, odd)
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}
