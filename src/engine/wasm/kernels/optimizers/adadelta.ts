import { flush, save } from '../lanes'

/** s ← ρ·s + (1−ρ)·g²;  d = g·√(u + ε) / √(s + ε);  u ← ρ·u + (1−ρ)·d²;  w ← w − η·d */
export function update(
  count: i32,
  w: usize,
  g: usize,
  s: usize,
  u: usize,
  rate: f32,
  rho: f32,
  epsilon: f32,
): void {
  const share = f32x4.splat(rho)
  const rest = f32x4.splat(1 - rho)
  const little = f32x4.splat(epsilon)
  for (let i = 0; i < count; i += 4, w += 16, g += 16, s += 16, u += 16) {
    const left = count - i
    const gradient = v128.load(g)
    const added = f32x4.mul(rest, f32x4.mul(gradient, gradient))
    const squares = flush(f32x4.add(f32x4.mul(share, v128.load(s)), added))
    save(s, squares, left)
    const past = v128.load(u)
    const size = f32x4.sqrt(f32x4.add(squares, little))
    const change = f32x4.mul(gradient, f32x4.div(f32x4.sqrt(f32x4.add(past, little)), size))
    const changes = f32x4.mul(rest, f32x4.mul(change, change))
    save(u, flush(f32x4.add(f32x4.mul(share, past), changes)), left)
    save(w, f32x4.sub(v128.load(w), f32x4.mul(f32x4.splat(rate), change)), left)
  }
}
