import { flush, save } from '../lanes'

/**
 * m ← β₁·m + (1−β₁)·g;  s ← β₂·s + (1−β₂)·g²;  w ← w·(1 − decay) − η·m̂ / (√ŝ + ε), with m̂ and ŝ
 * corrected for their start at zero. `decay` is η·λ of AdamW, else 0.
 */
export function update(
  count: i32,
  w: usize,
  g: usize,
  m: usize,
  s: usize,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction1: f32,
  correction2: f32,
  decay: f32,
): void {
  const rest1 = f32x4.splat(1 - beta1)
  const rest2 = f32x4.splat(1 - beta2)
  for (let i = 0; i < count; i += 4, w += 16, g += 16, m += 16, s += 16) {
    const left = count - i
    const gradient = v128.load(g)
    const kept1 = f32x4.mul(f32x4.splat(beta1), v128.load(m))
    const kept2 = f32x4.mul(f32x4.splat(beta2), v128.load(s))
    const mean = flush(f32x4.add(kept1, f32x4.mul(rest1, gradient)))
    const squares = flush(f32x4.add(kept2, f32x4.mul(rest2, f32x4.mul(gradient, gradient))))
    save(m, mean, left)
    save(s, squares, left)
    const root = f32x4.sqrt(f32x4.mul(squares, f32x4.splat(correction2)))
    const size = f32x4.add(root, f32x4.splat(epsilon))
    const change = f32x4.div(f32x4.mul(f32x4.splat(rate * correction1), mean), size)
    const weight = v128.load(w)
    const decayed = f32x4.sub(weight, f32x4.mul(f32x4.splat(decay), weight))
    save(w, f32x4.sub(decayed, change), left)
  }
}
