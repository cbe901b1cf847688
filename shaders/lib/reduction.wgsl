// What summaries of tensors have in common: reading entries, and scaling them so that no square is
// too large or too small. The op's record has `source` and `x`.

const LOWEST = -0x1.fffffep+127f;

/// FLAT_SLOPE of src/plan/summary.ts.
const FLAT_SLOPE = 0.01;

fn entry(i: u32) -> f32 {
  switch op.source {
    case 0u: {
      return activations[activation_base() + op.x + i];
    }
    case 1u: {
      return gradients[parameter_base() + op.x + i];
    }
    default: {
      return parameters[parameter_base() + op.x + i];
    }
  }
}

fn is_finite(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
}

/// 1 where the activation's slope at a finite z counts as flat.
fn flat_at(z: f32) -> f32 {
  return select(0.0, 1.0, abs(activate_derivative(z, activate(z))) < FLAT_SLOPE);
}

/// The exponent's bits of the least power of two that `size` does not exceed, 2⁻¹²⁶ to 2¹²⁶; of 1 for 0.
fn exponent_of(size: f32) -> u32 {
  let bits = bitcast<u32>(size) & 0x7fffffffu;
  let exponent = (bits >> 23u) + select(0u, 1u, (bits & 0x7fffffu) != 0u);
  return select(clamp(exponent, 1u, 253u), 127u, bits == 0u);
}

fn power_of(exponent: u32) -> f32 {
  return bitcast<f32>(exponent << 23u);
}

/// The largest of all lanes' values, component by component, to all lanes. All of them must come here.
fn tree_most(lane: u32, value: vec2f) -> vec2f {
  sums[lane] = value;
  for (var width = lanes / 2u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      sums[lane] = max(sums[lane], sums[lane + width]);
    }
  }
  workgroupBarrier();
  let most = sums[0];
  // So that nobody starts the next one while others still read this.
  workgroupBarrier();
  return most;
}
