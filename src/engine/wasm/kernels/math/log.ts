/**
 * Logarithms by ln(1 + u) = 2·artanh(u / (2 + u)). Coefficients: minimax fit of
 * (artanh √q / √q − 1) / q over q ≤ 1/9.
 */

const LN2: f32 = 0.6931471805599453
const SQRT_HALF_BITS: i32 = 0x3f3504f3

/** ln(1 + u) for −0.3 ≤ u ≤ 1, without cancellation around 0. */
export function log1p(u: v128): v128 {
  const s = f32x4.div(u, f32x4.add(f32x4.splat(2.0), u))
  const q = f32x4.mul(s, s)
  let sum = f32x4.splat(0.14012232824513812)
  sum = f32x4.add(f32x4.mul(sum, q), f32x4.splat(0.1399956970331323))
  sum = f32x4.add(f32x4.mul(sum, q), f32x4.splat(0.20010849594365013))
  sum = f32x4.add(f32x4.mul(sum, q), f32x4.splat(0.3333320656480504))
  const twice = f32x4.add(s, s)
  return f32x4.add(twice, f32x4.mul(twice, f32x4.mul(q, sum)))
}

/** ln x for positive normal numbers; NaN stays NaN. */
export function log(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(SQRT_HALF_BITS)), 23)
  // In √½…√2.
  const mantissa = i32x4.sub(x, i32x4.shl(exponent, 23))
  const whole = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(LN2))
  const value = f32x4.add(whole, log1p(f32x4.sub(mantissa, f32x4.splat(1.0))))
  return f32x4.add(value, f32x4.mul(x, f32x4.splat(0.0)))
}
