import { exp, expm1 } from './exp'

const SIGN: i32 = 0x80000000

/** tanh |x| = m / (m + 2) with m = e^(2|x|) − 1; exactly ±1 for large |x|. */
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x)
  const m = expm1(f32x4.pmin(f32x4.add(size, size), f32x4.splat(20.0)))
  const value = f32x4.div(m, f32x4.add(m, f32x4.splat(2.0)))
  return v128.or(value, v128.and(x, i32x4.splat(SIGN)))
}

/** 1 / (1 + e⁻ˣ) */
export function logistic(x: v128): v128 {
  return f32x4.div(f32x4.splat(1.0), f32x4.add(f32x4.splat(1.0), exp(f32x4.neg(x))))
}
