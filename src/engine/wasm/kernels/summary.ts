import { Activation } from './activations'
import { Batch } from './batch'
import { activations, scratch } from './buffers'
import { firstLanes, sumHalves, zero } from './lanes'
import { CHUNK, countLanes, finite, flatLanes, slopes, sourceOf } from './reduction'

/** See `SummaryOp` in plan.ts. */
@unmanaged
export class SummaryOp {
  code: u32
  source: u32
  rows: u32
  width: u32
  x: u32
  activation: u32
  result: u32
}

/** `HISTOGRAM_BINS`, and one for what is in no bin. */
const BINS: i32 = 32
const NO_BIN: i32 = BINS
/** Each lane counts for itself: one counter would wait for its last sum. */
const LANE_BYTES: usize = 144
/** Offset of the bins in `SUMMARY`. */
const FIRST_BIN: i32 = 10

/** Sums are in float64, in which no square of a float32 is too large or too small. */
export function summary(op: SummaryOp, batch: Batch): void {
  const count = (min(op.rows, batch.rows) * op.width) as i32
  const first = sourceOf(op.source) + (op.x << 2)
  const infinite = f32x4.splat(Infinity)
  const none = f32x4.splat(0)

  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  let evenSquares = f64x2.splat(0)
  let oddSquares = f64x2.splat(0)
  let least = infinite
  let most = f32x4.neg(infinite)
  let numbers = i32x4.splat(0)
  let zeros = i32x4.splat(0)
  let at = first
  for (let i = 0; i < count; i += 4, at += 16) {
    const any = v128.load(at)
    const counts = v128.and(finite(any), firstLanes(count - i))
    const x = v128.and(any, counts)
    const low = f64x2.promote_low_f32x4(x)
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1))
    even = f64x2.add(even, low)
    odd = f64x2.add(odd, high)
    evenSquares = f64x2.add(evenSquares, f64x2.mul(low, low))
    oddSquares = f64x2.add(oddSquares, f64x2.mul(high, high))
    least = f32x4.min(least, v128.bitselect(x, infinite, counts))
    most = f32x4.max(most, v128.bitselect(x, f32x4.neg(infinite), counts))
    // A mask is −1 in the lanes that it selects.
    numbers = i32x4.sub(numbers, counts)
    zeros = i32x4.sub(zeros, v128.and(f32x4.eq(x, none), counts))
  }
  const left = countLanes(numbers)
  const result = activations + (op.result << 2)
  zero(result, FIRST_BIN + BINS)
  store<f32>(result, count as f32)
  store<f32>(result, (count - left) as f32, 32)
  store<f32>(result, 1, 36)
  if (left == 0) return

  const mean = sumHalves(even, odd) / (left as f64)
  const smallest = leastLane(least)
  const largest = -leastLane(f32x4.neg(most))
  const limit = limitOf(max(abs(smallest), abs(largest)))
  const distances = distribute(first, count, mean, limit)
  store<f32>(result, mean as f32, 4)
  store<f32>(result, sqrt<f64>(distances / (left as f64)) as f32, 8)
  store<f32>(result, sqrt<f64>(sumHalves(evenSquares, oddSquares)) as f32, 12)
  store<f32>(result, smallest, 16)
  store<f32>(result, largest, 20)
  store<f32>(result, (countLanes(zeros) as f32) / (left as f32), 24)
  store<f32>(result, (flat(op.activation, first, count) as f32) / (left as f32), 28)
  store<f32>(result, limit, 36)
  for (let bin = 0; bin < BINS; bin++) {
    const at = scratch + (bin << 2)
    const two = load<u32>(at) + load<u32>(at, LANE_BYTES)
    const four = two + load<u32>(at, 2 * LANE_BYTES) + load<u32>(at, 3 * LANE_BYTES)
    store<f32>(result + ((FIRST_BIN + bin) << 2), (four as f32) / (left as f32))
  }
}

/** Counts the bins in `scratch`, lane by lane, and gives Σ(x − mean)². */
function distribute(at: usize, count: i32, mean: f64, limit: f32): f64 {
  zero(scratch, LANE_BYTES as i32)
  const centre = f64x2.splat(mean)
  // Of a power of two, exact.
  const scale = f32x4.splat(1 / limit)
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, at += 16) {
    const any = v128.load(at)
    const counts = v128.and(finite(any), firstLanes(count - i))
    const x = v128.and(any, counts)
    const other = i32x4.shuffle(counts, counts, 2, 3, 0, 1)
    const low = f64x2.sub(f64x2.promote_low_f32x4(x), centre)
    const high = f64x2.sub(f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1)), centre)
    const first = v128.and(f64x2.mul(low, low), i64x2.extend_low_i32x4_s(counts))
    even = f64x2.add(even, first)
    odd = f64x2.add(odd, v128.and(f64x2.mul(high, high), i64x2.extend_low_i32x4_s(other)))

    const place = f32x4.floor(f32x4.mul(f32x4.mul(x, scale), f32x4.splat((BINS / 2) as f32)))
    const whole = i32x4.add(i32x4.trunc_sat_f32x4_s(place), i32x4.splat(BINS / 2))
    const inside = i32x4.max_s(i32x4.min_s(whole, i32x4.splat(BINS - 1)), i32x4.splat(0))
    const bin = v128.bitselect(inside, i32x4.splat(NO_BIN), counts)
    countIn(scratch, i32x4.extract_lane(bin, 0))
    countIn(scratch + LANE_BYTES, i32x4.extract_lane(bin, 1))
    countIn(scratch + 2 * LANE_BYTES, i32x4.extract_lane(bin, 2))
    countIn(scratch + 3 * LANE_BYTES, i32x4.extract_lane(bin, 3))
  }
  return sumHalves(even, odd)
}

function countIn(bins: usize, bin: i32): void {
  const at = bins + (bin << 2)
  store<u32>(at, load<u32>(at) + 1)
}

/** How many of the pre-activations are where the activation is flat. */
function flat(activation: Activation, z: usize, count: i32): i32 {
  if (activation == Activation.identity) return 0
  const room = scratch + 4 * LANE_BYTES
  let lanes = i32x4.splat(0)
  for (let i = 0; i < count; i += CHUNK) {
    const length = min(CHUNK, count - i)
    const slope = slopes(activation, z + (i << 2), length, room)
    for (let j = 0; j < length; j += 4) {
      const flats = flatLanes(v128.load(z + ((i + j) << 2)), v128.load(slope + (j << 2)))
      lanes = i32x4.sub(lanes, v128.and(flats, firstLanes(length - j)))
    }
  }
  return countLanes(lanes)
}

/** The least power of two that `size` does not exceed, 2⁻¹²⁶ to 2¹²⁶; 1 for 0. */
function limitOf(size: f32): f32 {
  if (size == 0) return 1
  const bits = reinterpret<i32>(size)
  const exponent = (bits >> 23) + ((bits & 0x7fffff) != 0 ? 1 : 0)
  return reinterpret<f32>(max(1, min(253, exponent)) << 23)
}

function leastLane(v: v128): f32 {
  const pairs = f32x4.min(v, i32x4.shuffle(v, v, 2, 3, 0, 1))
  return min<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}
