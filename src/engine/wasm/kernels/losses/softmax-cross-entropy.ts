import { firstLanes, save, sumLanes } from '../lanes'
import { exp } from '../math/exp'
import { log } from '../math/log'

/**
 * −Σ t·ln p of logits with p = softmax; gradient p − t. Logits are taken relative to the row's
 * largest, so that nothing overflows. Targets of a row sum to 1. See `lossSum`.
 */
export function sum(
  a: usize,
  targets: usize,
  delta: usize,
  rows: i32,
  outputs: i32,
  share: f32,
): f64 {
  let total: f64 = 0
  for (let row = 0; row < rows; row++) {
    const most = largest(a, outputs)
    let sums = f32x4.splat(0)
    let chosen = f32x4.splat(0)
    for (let j = 0; j < outputs; j += 4) {
      const lanes = firstLanes(outputs - j)
      const logit = f32x4.sub(v128.load(a + (j << 2)), most)
      sums = f32x4.add(sums, v128.and(lanes, exp(logit)))
      const target = v128.load(targets + (j << 2))
      // A logit of −Infinity that is not the target counts for nothing.
      const counts = v128.and(lanes, f32x4.ne(target, f32x4.splat(0)))
      chosen = f32x4.add(chosen, v128.and(counts, f32x4.mul(logit, target)))
    }
    const partition = f32x4.splat(sumLanes(sums))
    total += (f32x4.extract_lane(log(partition), 0) - sumLanes(chosen)) as f64
    if (delta) {
      for (let j = 0; j < outputs; j += 4) {
        const logit = f32x4.sub(v128.load(a + (j << 2)), most)
        const probability = f32x4.div(exp(logit), partition)
        const gradient = f32x4.sub(probability, v128.load(targets + (j << 2)))
        save(delta + (j << 2), f32x4.mul(gradient, f32x4.splat(share)), outputs - j)
      }
      delta += outputs << 2
    }
    a += outputs << 2
    targets += outputs << 2
  }
  return total
}

function largest(values: usize, count: i32): v128 {
  let most = load<f32>(values)
  for (let i = 1; i < count; i++) most = max<f32>(most, load<f32>(values + (i << 2)))
  return f32x4.splat(most)
}
