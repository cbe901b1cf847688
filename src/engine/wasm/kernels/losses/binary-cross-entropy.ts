import { firstLanes, save, sumHalves } from '../lanes'
import { exp } from '../math/exp'
import { log1p } from '../math/log'

/** Σ max(o, 0) − o·t + ln(1 + e^(−|o|)) of logits o; gradient s − t with s = 1 / (1 + e⁻ᵒ), as
 * s·(1 − t) − (1 − s)·t, which does not cancel where a prediction is nearly right. See `lossSum`. */
export function sum(a: usize, targets: usize, delta: usize, count: i32, share: f32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, a += 16, targets += 16) {
    const left = count - i
    const one = f32x4.splat(1.0)
    const zero = f32x4.splat(0)
    const logit = v128.load(a)
    const target = v128.load(targets)
    const e = exp(f32x4.neg(f32x4.abs(logit)))
    const linear = f32x4.sub(f32x4.pmax(logit, zero), f32x4.mul(logit, target))
    const loss = v128.and(firstLanes(left), f32x4.add(linear, log1p(e)))
    even = f64x2.add(even, f64x2.promote_low_f32x4(loss))
    odd = f64x2.add(odd, f64x2.promote_low_f32x4(i32x4.shuffle(loss, loss, 2, 3, 0, 1)))
    if (delta) {
      const larger = f32x4.div(one, f32x4.add(one, e))
      const smaller = f32x4.mul(e, larger)
      const positive = f32x4.ge(logit, zero)
      const second = v128.bitselect(larger, smaller, positive)
      const first = v128.bitselect(smaller, larger, positive)
      const gradient = f32x4.sub(
        f32x4.mul(second, f32x4.sub(one, target)),
        f32x4.mul(first, target),
      )
      save(delta, f32x4.mul(gradient, f32x4.splat(share)), left)
      delta += 16
    }
  }
  return sumHalves(even, odd)
}
