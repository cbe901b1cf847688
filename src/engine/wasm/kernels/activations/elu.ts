import { save, saveTwo } from '../lanes'
import { expm1 } from '../math/exp'

/** z if z > 0, else eᶻ − 1 */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 8, z += 32, a += 32) {
    saveTwo(a, value(v128.load(z)), value(v128.load(z, 16)), count - i)
  }
}

/** δ ← δ·σ′(z), with eᶻ = a + 1 on the left */
export function backward(z: usize, a: usize, delta: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16, delta += 16) {
    save(delta, f32x4.mul(v128.load(delta), derivative(v128.load(z), v128.load(a))), count - i)
  }
}

function value(z: v128): v128 {
  return v128.bitselect(z, expm1(z), f32x4.gt(z, f32x4.splat(0.0)))
}

function derivative(z: v128, a: v128): v128 {
  const one = f32x4.splat(1.0)
  return v128.bitselect(one, f32x4.add(a, one), f32x4.gt(z, f32x4.splat(0.0)))
}
