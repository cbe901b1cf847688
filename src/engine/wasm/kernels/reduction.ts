import { Activation, activate, passBack } from './activations'
import { activations, gradients, parameters } from './buffers'

/** What summaries of tensors have in common. */

/** Pre-activations whose slopes are computed at a time. */
export const CHUNK: i32 = 256
/** Of one of the two lists that `slopes` needs: kernels read beyond a span's end. */
const LIST_BYTES: usize = 1056

/** `FLAT_SLOPE` of summary.ts. */
const FLAT_SLOPE: f32 = 0.01

/** Where a tensor's buffer begins, by the index in `REDUCED_BUFFERS`. */
export function sourceOf(source: u32): usize {
  if (source == 0) return activations
  return source == 1 ? gradients : parameters
}

/** All bits set where a number is neither NaN nor infinite. */
export function finite(x: v128): v128 {
  return f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity))
}

/** All bits set where z is finite and |σ′(z)|, its slope, counts as flat. */
export function flatLanes(z: v128, slope: v128): v128 {
  return v128.and(finite(z), f32x4.lt(f32x4.abs(slope), f32x4.splat(FLAT_SLOPE)))
}

/**
 * σ′(z) of up to `CHUNK` pre-activations.
 *
 * @param room for two lists of as many
 * @returns where the slopes stand
 */
export function slopes(activation: Activation, z: usize, count: i32, room: usize): usize {
  const slope = room + LIST_BYTES
  activate(activation, z, room, count)
  for (let i = 0; i < count; i += 4) v128.store(slope + (i << 2), f32x4.splat(1))
  passBack(activation, z, room, slope, count)
  return slope
}

/** The sum of four counters. */
export function countLanes(v: v128): i32 {
  const pairs = i32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1))
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)
}
