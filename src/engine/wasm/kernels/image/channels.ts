import { zero } from '../lanes'

/**
 * Sums over all positions of a batch, channel by channel, in float64: values far from zero must not
 * swallow their differences. Four channels at a time; sums have room for three more than there are.
 */

/** Positions that are taken together, so that wide images are read from near memory. */
const BLOCK = 64

/** sums[c] = Σ x[·, c] */
export function sumOfChannels(count: i32, channels: i32, x: usize, sums: usize): void {
  zero(sums, 2 * (channels + 3))
  for (let first = 0; first < count; first += BLOCK) {
    const end = min(count, first + BLOCK)
    for (let c = 0; c < channels; c += 4) {
      const to = sums + (c << 3)
      let low = v128.load(to)
      let high = v128.load(to, 16)
      let at = x + ((first * channels + c) << 2)
      for (let i = first; i < end; i++, at += channels << 2) {
        const value = v128.load(at)
        low = f64x2.add(low, f64x2.promote_low_f32x4(value))
        high = f64x2.add(high, f64x2.promote_low_f32x4(upperHalf(value)))
      }
      v128.store(to, low)
      v128.store(to, high, 16)
    }
  }
}

/** sums[c] = Σ (x[·, c] − means[c])², with means in float64. */
export function sumOfSquares(count: i32, channels: i32, x: usize, means: usize, sums: usize): void {
  zero(sums, 2 * (channels + 3))
  for (let first = 0; first < count; first += BLOCK) {
    const end = min(count, first + BLOCK)
    for (let c = 0; c < channels; c += 4) {
      const to = sums + (c << 3)
      const lowMean = v128.load(means + (c << 3))
      const highMean = v128.load(means + (c << 3), 16)
      let low = v128.load(to)
      let high = v128.load(to, 16)
      let at = x + ((first * channels + c) << 2)
      for (let i = first; i < end; i++, at += channels << 2) {
        const value = v128.load(at)
        const lowPart = f64x2.sub(f64x2.promote_low_f32x4(value), lowMean)
        const highPart = f64x2.sub(f64x2.promote_low_f32x4(upperHalf(value)), highMean)
        low = f64x2.add(low, f64x2.mul(lowPart, lowPart))
        high = f64x2.add(high, f64x2.mul(highPart, highPart))
      }
      v128.store(to, low)
      v128.store(to, high, 16)
    }
  }
}

/** sums[c] = Σ delta[·, c] · (x[·, c] − mean[c]) · inverse[c], the last two in float32. */
export function sumOfNormalized(
  count: i32,
  channels: i32,
  delta: usize,
  x: usize,
  mean: usize,
  inverse: usize,
  sums: usize,
): void {
  zero(sums, 2 * (channels + 3))
  for (let first = 0; first < count; first += BLOCK) {
    const end = min(count, first + BLOCK)
    for (let c = 0; c < channels; c += 4) {
      const to = sums + (c << 3)
      const centre = v128.load(mean + (c << 2))
      const scale = v128.load(inverse + (c << 2))
      let low = v128.load(to)
      let high = v128.load(to, 16)
      let at = (first * channels + c) << 2
      for (let i = first; i < end; i++, at += channels << 2) {
        const normal = f32x4.mul(f32x4.sub(v128.load(x + at), centre), scale)
        const product = f32x4.mul(v128.load(delta + at), normal)
        low = f64x2.add(low, f64x2.promote_low_f32x4(product))
        high = f64x2.add(high, f64x2.promote_low_f32x4(upperHalf(product)))
      }
      v128.store(to, low)
      v128.store(to, high, 16)
    }
  }
}

/** 1 / √(variance + ε) */
export function invert(channels: i32, variance: usize, epsilon: f32, inverse: usize): void {
  for (let c = 0; c < channels; c++) {
    const deviation = sqrt<f64>((load<f32>(variance + (c << 2)) as f64) + (epsilon as f64))
    store<f32>(inverse + (c << 2), (1 / deviation) as f32)
  }
}

function upperHalf(v: v128): v128 {
  return i32x4.shuffle(v, v, 2, 3, 0, 1)
}
