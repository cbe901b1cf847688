/// Twin of `pcg` in src/lib/random.ts: a bijective 32-bit hash (PCG-RXS-M-XS). Source: M. Jarzynski
/// and M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
fn pcg(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}

/// Uniform in [0, 1), a multiple of 2⁻²⁴, so exact.
fn uniform_number(counter: u32) -> f32 {
  return f32(pcg(counter) >> 8u) / 16777216.0;
}
