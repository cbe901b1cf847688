const TAN_PI_8: f32 = 0.4142135623730951
const TAN_3PI_8: f32 = 2.414213562373095
const QUARTER_PI: f32 = 0.7853981633974483
const SIGN: i32 = 0x80000000

/**
 * arctan x from |t| ≤ tan(π/8): t = |x|, or (|x| − 1) / (|x| + 1) + π/4, or −1/|x| + π/2, then a
 * minimax polynomial in t².
 */
export function atan(x: v128): v128 {
  const one = f32x4.splat(1.0)
  const size = f32x4.abs(x)
  const middle = f32x4.gt(size, f32x4.splat(TAN_PI_8))
  const far = f32x4.gt(size, f32x4.splat(TAN_3PI_8))
  const top = v128.bitselect(
    f32x4.neg(one),
    v128.bitselect(f32x4.sub(size, one), size, middle),
    far,
  )
  const bottom = v128.bitselect(size, v128.bitselect(f32x4.add(size, one), one, middle), far)
  const t = f32x4.div(top, bottom)
  const quarter = f32x4.splat(QUARTER_PI)
  const base = f32x4.add(v128.and(middle, quarter), v128.and(far, quarter))

  const square = f32x4.mul(t, t)
  let sum = f32x4.splat(-0.06078849862603607)
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.10594273433100404))
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.14243628064854347))
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.199984785182442))
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.33333315341069936))
  const value = f32x4.add(base, f32x4.add(t, f32x4.mul(f32x4.mul(t, square), sum)))
  return v128.xor(value, v128.and(x, i32x4.splat(SIGN)))
}
