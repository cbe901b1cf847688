import { flush, save } from '../lanes'

/** v ← μ·v + g;  w ← w − η·(g + μ·v) */
export function update(count: i32, w: usize, g: usize, v: usize, rate: f32, momentum: f32): void {
  const share = f32x4.splat(momentum)
  for (let i = 0; i < count; i += 4, w += 16, g += 16, v += 16) {
    const left = count - i
    const gradient = v128.load(g)
    const velocity = flush(f32x4.add(f32x4.mul(share, v128.load(v)), gradient))
    save(v, velocity, left)
    const ahead = f32x4.add(gradient, f32x4.mul(share, velocity))
    save(w, f32x4.sub(v128.load(w), f32x4.mul(f32x4.splat(rate), ahead)), left)
  }
}
