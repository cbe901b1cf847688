/**
 * Exponentials by x = n·ln 2 + r with |r| ≤ ln 2 / 2, a polynomial of degree 6 in r and n put into
 * the exponent. Coefficients: minimax fit of (eʳ − 1 − r) / r². Relative error below 1.2e-7.
 * Only operations that IEEE 754 rounds the same way everywhere; NaN stays NaN.
 */

const LOG2_E: f32 = 1.4426950408889634
/** Few enough bits that n·LN2_HIGH is exact. */
const LN2_HIGH: f32 = 0.693359375
const LN2_LOW: f32 = -0.00021219444005469057
/** 1.5·2²³: adding it rounds to a whole number, which then stands in the lowest bits. */
export const ROUNDER: f32 = 12582912.0
const ROUNDER_BITS: i32 = 0x4b400000

/** eˣ; 0 below −104 and Infinity above 88.73. */
export function exp(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89.0)), f32x4.splat(-104.0))
  const rounded = f32x4.add(f32x4.mul(bounded, f32x4.splat(LOG2_E)), f32x4.splat(ROUNDER))
  const value = f32x4.add(f32x4.splat(1.0), expm1Polynomial(remainder(bounded, rounded)))
  // In two factors, because 2ⁿ alone would leave the range before eˣ does.
  const n = i32x4.sub(rounded, i32x4.splat(ROUNDER_BITS))
  const half = i32x4.shr_s(n, 1)
  return f32x4.mul(f32x4.mul(value, powerOfTwo(half)), powerOfTwo(i32x4.sub(n, half)))
}

/** eˣ − 1 without cancellation around 0, for x ≤ 88. */
export function expm1(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88.0)), f32x4.splat(-20.0))
  const rounded = f32x4.add(f32x4.mul(bounded, f32x4.splat(LOG2_E)), f32x4.splat(ROUNDER))
  const value = expm1Polynomial(remainder(bounded, rounded))
  const power = powerOfTwo(rounded)
  return f32x4.add(f32x4.mul(power, value), f32x4.sub(power, f32x4.splat(1.0)))
}

function remainder(x: v128, rounded: v128): v128 {
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDER))
  const high = f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH)))
  return f32x4.sub(high, f32x4.mul(n, f32x4.splat(LN2_LOW)))
}

/** eʳ − 1 for |r| ≤ ln 2 / 2. */
export function expm1Polynomial(r: v128): v128 {
  let sum = f32x4.splat(0.001394759547019262)
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.008367246924038065))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.04166626657441502))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.1666653801379756))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5000000065705688))
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), sum))
}

/** 2ⁿ for the n in the lowest nine bits, −126…127. */
function powerOfTwo(n: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), i32x4.splat(0x3f800000))
}
