import { orNaN, save, zero } from '../lanes'

/** 1 if z ≥ 0, else 0 */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16) {
    save(a, value(v128.load(z)), count - i)
  }
}

/** δ ← 0: no gradient passes. */
export function backward(delta: usize, count: i32): void {
  zero(delta, count)
}

function value(z: v128): v128 {
  return orNaN(v128.and(f32x4.splat(1.0), f32x4.ge(z, f32x4.splat(0.0))), z)
}
