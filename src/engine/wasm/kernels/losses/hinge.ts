import { firstLanes, orNaN, save, sumHalves } from '../lanes'

/** Σ max(0, 1 − t·o); gradient −t inside the margin. See `lossSum`. */
export function sum(a: usize, targets: usize, delta: usize, count: i32, share: f32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, a += 16, targets += 16) {
    const left = count - i
    const target = v128.load(targets)
    const zero = f32x4.splat(0)
    const margin = f32x4.sub(f32x4.splat(1.0), f32x4.mul(target, v128.load(a)))
    const loss = v128.and(firstLanes(left), f32x4.pmax(margin, zero))
    even = f64x2.add(even, f64x2.promote_low_f32x4(loss))
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(loss, loss, 2, 3, 0, 1)))
    if (delta) {
      const inside = v128.and(f32x4.neg(target), f32x4.gt(margin, zero))
      const gradient = orNaN(inside, margin)
      save(delta, f32x4.mul(gradient, f32x4.splat(share)), left)
      delta += 16
    }
  }
  return sumHalves(even, odd)
}
