import { firstLanes, save, sumHalves } from '../lanes'

/** Σ c·(d − c/2) with d = o − t and c = d kept within ±1; gradient c. See `lossSum`. */
export function sum(a: usize, targets: usize, delta: usize, count: i32, share: f32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, a += 16, targets += 16) {
    const left = count - i
    const distance = f32x4.sub(v128.load(a), v128.load(targets))
    const one = f32x4.splat(1.0)
    const gradient = f32x4.pmax(f32x4.pmin(distance, one), f32x4.neg(one))
    const half = f32x4.mul(gradient, f32x4.splat(0.5))
    const loss = v128.and(firstLanes(left), f32x4.mul(gradient, f32x4.sub(distance, half)))
    even = f64x2.add(even, f64x2.promote_low_f32x4(loss))
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(loss, loss, 2, 3, 0, 1)))
    if (delta) {
      save(delta, f32x4.mul(gradient, f32x4.splat(share)), left)
      delta += 16
    }
  }
  return sumHalves(even, odd)
}
