// Elementary functions out of + − × ÷ alone. The built-in ones are too coarse: sin may be off by
// 2⁻¹¹, log by 2⁻²¹ near 1, tanh may overflow to NaN. Relative errors here are a few times 1e-7.
// NaN in gives NaN out, so that a run that diverged is seen.

const LN_2_HIGH = 0.693359375;
const LN_2_LOW = -2.12194440e-4;
const HALF_PI = 1.57079632679;

/// By its bits, since compilers may assume that x != x is false.
fn is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}

/// 2ᵏ for whole k in −126…127.
fn power_of_two(k: f32) -> f32 {
  return bitcast<f32>(u32(i32(k) + 127) << 23u);
}

/// eˣ = 2ᵏ·(1 + p) with p = eʳ − 1 by its Taylor series, |r| ≤ ½ ln 2: (2ᵏ, p).
fn exponential_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504);
  let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
  var p = 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return vec2f(power_of_two(k), r + r * r * p);
}

/// eˣ; 0 below −87, and no larger than e⁸⁸.
fn exponential(x: f32) -> f32 {
  let parts = exponential_parts(clamp(x, -87.0, 88.0));
  let value = parts.x + parts.x * parts.y;
  return select(select(value, 0.0, x < -87.0), x, is_nan(x));
}

/// eˣ − 1 without cancellation near 0, and no larger than e⁸⁸.
fn exponential_minus_one(x: f32) -> f32 {
  let parts = exponential_parts(clamp(x, -87.0, 88.0));
  return select(parts.x * parts.y + (parts.x - 1.0), x, is_nan(x));
}

/// 2·artanh s = ln((1 + s) / (1 − s)) for 0 ≤ |s| ≤ 1/3.
fn double_artanh(s: f32) -> f32 {
  let square = s * s;
  var sum = 1.0 / 15.0;
  sum = sum * square + 1.0 / 13.0;
  sum = sum * square + 1.0 / 11.0;
  sum = sum * square + 1.0 / 9.0;
  sum = sum * square + 1.0 / 7.0;
  sum = sum * square + 0.2;
  sum = sum * square + 1.0 / 3.0;
  return 2.0 * (s + s * square * sum);
}

/// ln x for positive normal x, exact near 1.
fn log_positive(x: f32) -> f32 {
  let bits = bitcast<i32>(x);
  // Such that the mantissa is in √½…√2.
  let exponent = (bits - 0x3f3504f3) >> 23u;
  let mantissa = bitcast<f32>(bits - (exponent << 23u));
  let fraction = double_artanh((mantissa - 1.0) / (mantissa + 1.0));
  return f32(exponent) * LN_2_HIGH + (fraction + f32(exponent) * LN_2_LOW);
}

/// ln(1 + x) for x ≥ 0, exact near 0.
fn log_one_plus(x: f32) -> f32 {
  if (is_nan(x)) {
    return x;
  }
  if (x <= 1.0) {
    return double_artanh(x / (2.0 + x));
  }
  return log_positive(1.0 + x);
}

/// 1 / (1 + e⁻ˣ)
fn logistic(x: f32) -> f32 {
  let e = exponential(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}

/// Odd; with m = e²ˣ − 1 it is m / (m + 2).
fn hyperbolic_tangent(x: f32) -> f32 {
  let m = exponential_minus_one(2.0 * min(abs(x), 10.0));
  let magnitude = m / (m + 2.0);
  return select(select(magnitude, -magnitude, x < 0.0), x, is_nan(x));
}

/// ln(1 + eˣ)
fn soft_plus(x: f32) -> f32 {
  return select(x, 0.0, x < 0.0) + log_one_plus(exponential(-abs(x)));
}

/// sin x for `turns` = 0 and cos x for `turns` = 1; good for |x| below 10⁴, bounded beyond.
fn sine_of_quadrant(x: f32, turns: i32) -> f32 {
  let k = round(x * 0.636619772);
  let r = clamp(((x - k * 1.5703125) - k * 4.83751297e-4) - k * 7.54978995e-8, -0.8, 0.8);
  let square = r * r;
  let quadrant = (i32(clamp(k, -1e9, 1e9)) + turns) & 3;
  var odd = 1.0 / 362880.0;
  odd = odd * square - 1.0 / 5040.0;
  odd = odd * square + 1.0 / 120.0;
  odd = odd * square - 1.0 / 6.0;
  var even = -1.0 / 3628800.0;
  even = even * square + 1.0 / 40320.0;
  even = even * square - 1.0 / 720.0;
  even = even * square + 1.0 / 24.0;
  even = even * square - 0.5;
  let value = select(r + r * square * odd, 1.0 + square * even, (quadrant & 1) == 1);
  return select(select(value, -value, quadrant >= 2), x, is_nan(x));
}

/// Reduced to |t| ≤ tan(π/8) by arctan m = π/4 + arctan((m − 1) / (m + 1)); least-squares polynomial.
fn arc_tangent(x: f32) -> f32 {
  let magnitude = abs(x);
  var t = magnitude;
  var offset = 0.0;
  if (magnitude > 2.41421356) {
    t = -1.0 / magnitude;
    offset = HALF_PI;
  } else if (magnitude > 0.414213562) {
    t = (magnitude - 1.0) / (magnitude + 1.0);
    offset = 0.5 * HALF_PI;
  }
  let square = t * t;
  var p = 0.0799363926;
  p = p * square - 0.138544559;
  p = p * square + 0.199747235;
  p = p * square - 0.333328068;
  let value = offset + (t + t * square * p);
  return select(select(value, -value, x < 0.0), x, is_nan(x));
}

/// Φ(x), the normal distribution's cumulative probability, to the same relative error in both tails:
/// ½ erfc(u) with u = |x|/√2 is ½·t·e^(−u²)·P(t), t = 1 / (1 + u/2), P a least-squares polynomial.
fn normal_cumulative(x: f32) -> f32 {
  let t = 1.0 / (1.0 + abs(x) * 0.353553391);
  var p = -0.0216531698;
  p = p * t + 0.0464696214;
  p = p * t + 0.0659404025;
  p = p * t - 0.236162946;
  p = p * t + 0.103374928;
  p = p * t + 0.0490563549;
  p = p * t + 0.182511002;
  p = p * t + 0.24624941;
  p = p * t + 0.28211984;
  p = p * t + 0.282094449;
  let tail = 0.5 * t * p * exponential(-0.5 * x * x);
  return select(tail, 1.0 - tail, x > 0.0);
}
