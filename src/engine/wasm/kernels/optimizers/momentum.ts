import { flush, save } from '../lanes'

/** v ← μ·v + g;  w ← w − η·v */
export function update(count: i32, w: usize, g: usize, v: usize, rate: f32, momentum: f32): void {
  for (let i = 0; i < count; i += 4, w += 16, g += 16, v += 16) {
    const left = count - i
    const kept = f32x4.mul(f32x4.splat(momentum), v128.load(v))
    const velocity = flush(f32x4.add(kept, v128.load(g)))
    save(v, velocity, left)
    save(w, f32x4.sub(v128.load(w), f32x4.mul(f32x4.splat(rate), velocity)), left)
  }
}
