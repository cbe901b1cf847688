/** The twin of `pcg` in lib/random.ts: a bijective 32-bit hash (PCG-RXS-M-XS). */
export function pcg(value: u32): u32 {
  const state = value * 747796405 + 2891336453
  const word = ((state >>> ((state >>> 28) + 4)) ^ state) * 277803737
  return (word >>> 22) ^ word
}

/** Uniform in [0, 1), a multiple of 2⁻²⁴, so exact. */
export function uniform(counter: u32): f32 {
  return ((pcg(counter) >>> 8) as f32) / 16777216
}
