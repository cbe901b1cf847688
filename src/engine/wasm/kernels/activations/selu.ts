import { save, saveTwo } from '../lanes'
import { expm1 } from '../math/exp'

/** Klambauer et al., "Self-Normalizing Neural Networks", 2017; LEFT is SCALE·ALPHA. */
const SCALE: f32 = 1.0507009873554805
const LEFT: f32 = 1.7580993408473766

/** SCALE·z if z > 0, else SCALE·ALPHA·(eᶻ − 1) */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 8, z += 32, a += 32) {
    saveTwo(a, value(v128.load(z)), value(v128.load(z, 16)), count - i)
  }
}

/** δ ← δ·σ′(z), with LEFT·eᶻ = a + LEFT on the left */
export function backward(z: usize, a: usize, delta: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16, delta += 16) {
    save(delta, f32x4.mul(v128.load(delta), derivative(v128.load(z), v128.load(a))), count - i)
  }
}

function value(z: v128): v128 {
  const right = f32x4.mul(z, f32x4.splat(SCALE))
  const left = f32x4.mul(expm1(z), f32x4.splat(LEFT))
  return v128.bitselect(right, left, f32x4.gt(z, f32x4.splat(0.0)))
}

function derivative(z: v128, a: v128): v128 {
  const left = f32x4.add(a, f32x4.splat(LEFT))
  return v128.bitselect(f32x4.splat(SCALE), left, f32x4.gt(z, f32x4.splat(0.0)))
}
