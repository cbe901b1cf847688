import { save } from '../lanes'

/** w ← w − η·g */
export function update(count: i32, w: usize, g: usize, rate: f32): void {
  for (let i = 0; i < count; i += 4, w += 16, g += 16) {
    const change = f32x4.mul(f32x4.splat(rate), v128.load(g))
    save(w, f32x4.sub(v128.load(w), change), count - i)
  }
}
