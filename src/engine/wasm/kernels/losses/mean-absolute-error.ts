import { firstLanes, orNaN, save, sumHalves } from '../lanes'

/** Σ |o − t|; gradient ±1, and 0 at 0. See `lossSum`. */
export function sum(a: usize, targets: usize, delta: usize, count: i32, share: f32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, a += 16, targets += 16) {
    const left = count - i
    const distance = f32x4.sub(v128.load(a), v128.load(targets))
    const loss = v128.and(firstLanes(left), f32x4.abs(distance))
    even = f64x2.add(even, f64x2.promote_low_f32x4(loss))
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(loss, loss, 2, 3, 0, 1)))
    if (delta) {
      const zero = f32x4.splat(0)
      const one = f32x4.splat(1.0)
      const above = v128.and(one, f32x4.gt(distance, zero))
      const below = v128.and(one, f32x4.lt(distance, zero))
      const gradient = orNaN(f32x4.sub(above, below), distance)
      save(delta, f32x4.mul(gradient, f32x4.splat(share)), left)
      delta += 16
    }
  }
  return sumHalves(even, odd)
}
