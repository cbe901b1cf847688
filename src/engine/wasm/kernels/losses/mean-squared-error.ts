import { firstLanes, save, sumHalves } from '../lanes'

/** Σ (o − t)²; gradient 2·(o − t). See `lossSum`. */
export function sum(a: usize, targets: usize, delta: usize, count: i32, share: f32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, a += 16, targets += 16) {
    const left = count - i
    const distance = f32x4.sub(v128.load(a), v128.load(targets))
    const loss = v128.and(firstLanes(left), f32x4.mul(distance, distance))
    even = f64x2.add(even, f64x2.promote_low_f32x4(loss))
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(loss, loss, 2, 3, 0, 1)))
    if (delta) {
      const gradient = f32x4.add(distance, distance)
      save(delta, f32x4.mul(gradient, f32x4.splat(share)), left)
      delta += 16
    }
  }
  return sumHalves(even, odd)
}
