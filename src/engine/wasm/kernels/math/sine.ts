/**
 * sin and cos by reduction to |r| ≤ π/4 in float64 and minimax polynomials in r². Beyond |x| ≈ 10⁹
 * the result keeps to −1…1 but means little, as float32 itself does there.
 */

const TWO_OVER_PI: f64 = 0.6366197723675814
const HALF_PI: f64 = 1.5707963267948966
const HALF_PI_LOW: f64 = 6.123233995736766e-17

export function sin(x: v128): v128 {
  return sineOfQuadrant(x, 0)
}

export function cos(x: v128): v128 {
  return sineOfQuadrant(x, 1)
}

function sineOfQuadrant(x: v128, offset: i32): v128 {
  const low = f64x2.promote_low_f32x4(x)
  const high = f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1))
  const turnsLow = f64x2.nearest(f64x2.mul(low, f64x2.splat(TWO_OVER_PI)))
  const turnsHigh = f64x2.nearest(f64x2.mul(high, f64x2.splat(TWO_OVER_PI)))
  const bound: f32 = 0.7855
  let r = i32x4.shuffle(remainder(low, turnsLow), remainder(high, turnsHigh), 0, 1, 4, 5)
  r = f32x4.pmax(f32x4.pmin(r, f32x4.splat(bound)), f32x4.splat(-bound))
  const turns = i32x4.shuffle(quadrant(turnsLow), quadrant(turnsHigh), 0, 1, 4, 5)
  const q = i32x4.add(turns, i32x4.splat(offset))

  const square = f32x4.mul(r, r)
  const odd = i32x4.ne(v128.and(q, i32x4.splat(1)), i32x4.splat(0))
  const sign = i32x4.shl(v128.and(q, i32x4.splat(2)), 30)
  return v128.xor(v128.bitselect(cosine(square), sine(r, square), odd), sign)
}

function remainder(x: v128, turns: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(turns, f64x2.splat(HALF_PI)))
  return f32x4.demote_f64x2_zero(f64x2.sub(high, f64x2.mul(turns, f64x2.splat(HALF_PI_LOW))))
}

/** `turns` modulo 4 in the two lowest lanes. */
function quadrant(turns: v128): v128 {
  const fours = f64x2.mul(f64x2.floor(f64x2.mul(turns, f64x2.splat(0.25))), f64x2.splat(4.0))
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.sub(turns, fours))
}

function sine(r: v128, square: v128): v128 {
  let sum = f32x4.splat(-0.00019516654723076253)
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.0083321735332024))
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.1666665487326515))
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, square), sum))
}

function cosine(square: v128): v128 {
  let sum = f32x4.splat(0.00002443772782041373)
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(-0.001388736142748556))
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(0.04166664674723031))
  const rest = f32x4.mul(f32x4.mul(square, square), sum)
  return f32x4.add(f32x4.sub(f32x4.splat(1.0), f32x4.mul(square, f32x4.splat(0.5))), rest)
}
