/**
 * A keyed permutation of 0…count−1 that needs no table: any position can be asked for on its own,
 * so shaders and kernels shuffle an epoch without a pass over it.
 *
 * Five rounds of operations that are bijective on k-bit numbers (xor with a key, product with an
 * odd number, xor-shift), with k the smallest width that holds `count`, walked until the result
 * lies below `count` (cycle walking: J. Black and P. Rogaway, "Ciphers with Arbitrary Finite
 * Domains", 2002). `shaders/lib/permutation.wgsl` and `engine/wasm/kernels/permutation.ts` are
 * its twins.
 *
 * @param position 0 ≤ position < count
 * @param count 1 ≤ count ≤ 2³¹
 * @param key any 32-bit number; another key gives another permutation
 */
export function permute(position: number, count: number, key: number): number {
  const bits = Math.max(1, 32 - Math.clz32(count - 1))
  const mask = (0xffffffff >>> (32 - bits)) >>> 0
  const shift = (bits + 1) >>> 1
  let value = position
  do {
    let k = key >>> 0
    for (let round = 0; round < 5; round++) {
      k = (Math.imul(k, 747796405) + 2891336453) >>> 0
      value = (value ^ (k >>> 5)) & mask
      value = Math.imul(value, (k >>> 16) | 1) & mask
      value ^= value >>> shift
    }
  } while (value >= count)
  return value
}
