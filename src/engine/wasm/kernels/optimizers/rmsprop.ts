import { flush, save } from '../lanes'

/** s ← ρ·s + (1−ρ)·g²;  w ← w − η·g / (√s + ε) */
export function update(
  count: i32,
  w: usize,
  g: usize,
  s: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
): void {
  const share = f32x4.splat(decay)
  const rest = f32x4.splat(1 - decay)
  for (let i = 0; i < count; i += 4, w += 16, g += 16, s += 16) {
    const left = count - i
    const gradient = v128.load(g)
    const added = f32x4.mul(rest, f32x4.mul(gradient, gradient))
    const squares = flush(f32x4.add(f32x4.mul(share, v128.load(s)), added))
    save(s, squares, left)
    const size = f32x4.add(f32x4.sqrt(squares), f32x4.splat(epsilon))
    const change = f32x4.div(f32x4.mul(f32x4.splat(rate), gradient), size)
    save(w, f32x4.sub(v128.load(w), change), left)
  }
}
