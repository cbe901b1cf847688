import { save, saveTwo } from '../lanes'
import { exp } from '../math/exp'

/** e^(−z²) */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 8, z += 32, a += 32) {
    saveTwo(a, value(v128.load(z)), value(v128.load(z, 16)), count - i)
  }
}

/** δ ← δ·σ′(z), with σ′ = −2·z·a */
export function backward(z: usize, a: usize, delta: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16, delta += 16) {
    save(delta, f32x4.mul(v128.load(delta), derivative(v128.load(z), v128.load(a))), count - i)
  }
}

function value(z: v128): v128 {
  return exp(f32x4.neg(f32x4.mul(z, z)))
}

function derivative(z: v128, a: v128): v128 {
  return f32x4.mul(f32x4.mul(z, f32x4.splat(-2.0)), a)
}
