import { save, saveTwo } from '../lanes'
import { atan } from '../math/atan'

/** arctan z */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 8, z += 32, a += 32) {
    saveTwo(a, value(v128.load(z)), value(v128.load(z, 16)), count - i)
  }
}

/** δ ← δ·σ′(z) */
export function backward(z: usize, a: usize, delta: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16, delta += 16) {
    save(delta, f32x4.mul(v128.load(delta), derivative(v128.load(z), v128.load(a))), count - i)
  }
}

function value(z: v128): v128 {
  return atan(z)
}

function derivative(z: v128, a: v128): v128 {
  const one = f32x4.splat(1.0)
  return f32x4.div(one, f32x4.add(one, f32x4.mul(z, z)))
}
