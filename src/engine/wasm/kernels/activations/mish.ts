import { save, saveTwo } from '../lanes'
import { exp } from '../math/exp'

/** z·tanh(ln(1 + eᶻ)) = z·n / (n + 2) with n = eᶻ·(eᶻ + 2) */
export function apply(z: usize, a: usize, count: i32): void {
  for (let i = 0; i < count; i += 8, z += 32, a += 32) {
    saveTwo(a, value(v128.load(z)), value(v128.load(z, 16)), count - i)
  }
}

/** δ ← δ·σ′(z), with σ′ = n / (n + 2) + z·4·eᶻ·(1 + eᶻ) / (n + 2)² */
export function backward(z: usize, a: usize, delta: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, z += 16, a += 16, delta += 16) {
    save(delta, f32x4.mul(v128.load(delta), derivative(v128.load(z), v128.load(a))), count - i)
  }
}

function value(z: v128): v128 {
  const e = bounded(z)
  const two = f32x4.splat(2.0)
  const n = f32x4.mul(e, f32x4.add(e, two))
  return f32x4.mul(z, f32x4.div(n, f32x4.add(n, two)))
}

function derivative(z: v128, a: v128): v128 {
  const e = bounded(z)
  const two = f32x4.splat(2.0)
  const n = f32x4.mul(e, f32x4.add(e, two))
  const bottom = f32x4.add(n, two)
  const slope = f32x4.mul(f32x4.splat(4.0), f32x4.mul(e, f32x4.add(e, f32x4.splat(1.0))))
  const rest = f32x4.div(f32x4.mul(z, slope), f32x4.mul(bottom, bottom))
  return f32x4.add(f32x4.div(n, bottom), rest)
}

/** eᶻ; beyond 20 the gate is 1 to the last bit, and squares must not overflow. */
function bounded(z: v128): v128 {
  return exp(f32x4.pmin(z, f32x4.splat(20.0)))
}
