/**
 * The twin of `lib/permutation.ts`: four positions at a time, and the rounds' keys are drawn once
 * per batch.
 */

/** Writes the indices of positions start…start+rows−1 (u32 each, up to three more) to `to`. */
export function permute(start: u32, rows: u32, count: u32, key: u32, to: usize): void {
  const width: u32 = 32 - clz(count - 1)
  const bits = width > 1 ? width : 1
  const mask = i32x4.splat(0xffffffff >>> (32 - bits))
  const shift = (bits + 1) >>> 1
  const k0 = next(key)
  const k1 = next(k0)
  const k2 = next(k1)
  const k3 = next(k2)
  const k4 = next(k3)
  const limit = i32x4.splat(count)
  const last = i32x4.splat(start + rows - 1)
  let position = i32x4.add(i32x4.splat(start), i32x4(0, 1, 2, 3))
  for (let row: u32 = 0; row < rows; row += 4, to += 16) {
    // Positions beyond the last repeat it: they might walk far outside 0…count−1.
    let value = i32x4.min_u(position, last)
    let outside = i32x4.splat(-1)
    do {
      let walked = round(value, mask, shift, k0)
      walked = round(walked, mask, shift, k1)
      walked = round(walked, mask, shift, k2)
      walked = round(walked, mask, shift, k3)
      walked = round(walked, mask, shift, k4)
      value = v128.bitselect(walked, value, outside)
      outside = i32x4.ge_u(value, limit)
    } while (v128.any_true(outside))
    v128.store(to, value)
    position = i32x4.add(position, i32x4.splat(4))
  }
}

function next(key: u32): u32 {
  return key * 747796405 + 2891336453
}

function round(value: v128, mask: v128, shift: i32, key: u32): v128 {
  const mixed = v128.and(v128.xor(value, i32x4.splat(key >>> 5)), mask)
  const product = v128.and(i32x4.mul(mixed, i32x4.splat((key >>> 16) | 1)), mask)
  return v128.xor(product, i32x4.shr_u(product, shift))
}
