import { exp, expm1Polynomial, ROUNDER } from './exp'

const SIGN: i32 = 0x80000000
/** Beyond it tanh is 1 to the last bit. */
const SATURATED: f32 = 10.0
const HALF_LN2: f32 = 0.34657359027997264
const TWICE_LOG2_E: f32 = 2.8853900817779268

/**
 * tanh |x| = m / (m + 2) with m = e^(2|x|) − 1; exactly ±1 for large |x|. The reduction of `expm1`
 * with fewer operations: 2|x| is positive and small, and where n·ln 2 rounds, m is large.
 */
export function tanh(x: v128): v128 {
  const one = f32x4.splat(1.0)
  const size = f32x4.pmin(f32x4.abs(x), f32x4.splat(SATURATED))
  const rounded = f32x4.add(f32x4.mul(size, f32x4.splat(TWICE_LOG2_E)), f32x4.splat(ROUNDER))
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDER))
  const half = f32x4.sub(size, f32x4.mul(n, f32x4.splat(HALF_LN2)))
  const value = expm1Polynomial(f32x4.add(half, half))
  const power = i32x4.add(i32x4.shl(rounded, 23), one)
  const scaled = f32x4.mul(power, value)
  const top = f32x4.add(scaled, f32x4.sub(power, one))
  const bottom = f32x4.add(scaled, f32x4.add(power, one))
  return v128.or(f32x4.div(top, bottom), v128.and(x, i32x4.splat(SIGN)))
}

/** 1 / (1 + e⁻ˣ) */
export function logistic(x: v128): v128 {
  return f32x4.div(f32x4.splat(1.0), f32x4.add(f32x4.splat(1.0), exp(f32x4.neg(x))))
}
