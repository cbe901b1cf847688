/**
 * Elementary functions in float64 built from +, −, ×, ÷ and √ alone, which IEEE 754 rounds the
 * same way everywhere. `Math.sin` and its kin differ in their last bits between browsers; data,
 * features and initial weights must not. Relative error below 1e-14 over the ranges used.
 */

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

const bits = new DataView(new ArrayBuffer(8))

/** 2ᵏ for integer k in −1022…1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}

/** Σ xⁿ/n! from n = `from` in steps of `by` up to degree `to`, alternating when `sign` is −1. */
function factorialSeries(x: number, from: number, by: number, to: number, sign: 1 | -1): number {
  let term = 1
  for (let n = 1; n <= from; n++) term *= x / n
  let sum = term
  for (let n = from + by; n <= to; n += by) {
    for (let j = n - by + 1; j <= n; j++) term *= x / j
    term *= sign
    sum += term
  }
  return sum
}

/** eˣ; 0 below −745, Infinity above 709.78. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745) return 0
  const k = Math.round(x / Math.LN2)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  const value = factorialSeries(r, 0, 1, 14, 1)
  if (k > 1023) return value * 2 * powerOfTwo(k - 1)
  if (k < -1021) return value * powerOfTwo(k + 60) * powerOfTwo(-60)
  return value * powerOfTwo(k)
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN
  let exponent = 0
  let mantissa = x
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 18014398509481984 // 2⁵⁴
    exponent = -54
  }
  bits.setFloat64(0, mantissa)
  exponent += ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023
  bits.setUint32(0, (bits.getUint32(0) & 0x000fffff) | 0x3ff00000)
  mantissa = bits.getFloat64(0)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent += 1
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW)
}

/** sin and cos share their reduction to |r| ≤ π/4; good for |x| below 10⁵. */
function sineOfQuadrant(x: number, offset: number): number {
  const turns = Math.round(x / (Math.PI / 2))
  const r = x - turns * HALF_PI_HIGH - turns * HALF_PI_LOW
  const quadrant = (((turns + offset) % 4) + 4) % 4
  const odd = quadrant % 2 === 1
  const value = odd ? factorialSeries(r, 0, 2, 18, -1) : factorialSeries(r, 1, 2, 19, -1)
  return quadrant >= 2 ? -value : value
}

export function sin(x: number): number {
  return sineOfQuadrant(x, 0)
}

export function cos(x: number): number {
  return sineOfQuadrant(x, 1)
}

export function tanh(x: number): number {
  if (x > 20) return 1
  if (x < -20) return -1
  if (Math.abs(x) < 0.1) {
    const odd = factorialSeries(x, 1, 2, 15, 1)
    return odd / factorialSeries(x, 0, 2, 14, 1)
  }
  return 1 - 2 / (exp(2 * x) + 1)
}

export function atan(x: number): number {
  if (x < 0) return -atan(-x)
  if (x > 1) return Math.PI / 2 - atan(1 / x)
  // Two half-angle steps bring |t| below tan(π/16).
  const half = x / (1 + Math.sqrt(1 + x * x))
  const t = half / (1 + Math.sqrt(1 + half * half))
  const square = t * t
  let sum = 0
  for (let n = 23; n >= 1; n -= 2) sum = 1 / n - sum * square
  return 4 * t * sum
}

/** The angle of (x, y) in (−π, π]; 0 at the origin. */
export function atan2(y: number, x: number): number {
  if (x > 0) return atan(y / x)
  if (x < 0) return y >= 0 ? atan(y / x) + Math.PI : atan(y / x) - Math.PI
  if (y > 0) return Math.PI / 2
  return y < 0 ? -Math.PI / 2 : 0
}

/** Gauss error function: Maclaurin series below 3, continued fraction above. */
export function erf(x: number): number {
  if (x < 0) return -erf(-x)
  if (x > 6) return 1
  const square = x * x
  if (x < 3) {
    let term = x
    let sum = x
    for (let n = 1; n < 80; n++) {
      term *= -square / n
      sum += term / (2 * n + 1)
    }
    return (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = x
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction
  return 1 - exp(-square) / (fraction * Math.sqrt(Math.PI))
}
