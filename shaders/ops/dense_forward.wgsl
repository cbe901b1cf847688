// z = x·W + b, a = σ(z): a product [rows, units] whose elements are finished with bias and σ.

struct DenseOp {
  code: u32,
  rows: u32,
  input_width: u32,
  units: u32,
  x: u32,
  weight: u32,
  bias: u32,
  z: u32,
  a: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: DenseOp;

fn product_shape() -> vec3u {
  return vec3u(min(op.rows, batch.rows), op.units, op.input_width);
}

fn product_places() -> Places {
  return Places(
    vec3u(activation_base() + op.x, op.input_width, 1u),
    vec3u(parameter_base() + op.weight, op.units, 1u),
  );
}

fn left(row: u32, at: u32) -> f32 {
  return activations[at];
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(row: u32, unit: u32, sum: f32) {
  let z = sum + parameters[parameter_base() + op.bias + unit];
  let at = activation_base() + row * op.units + unit;
  activations[at + op.z] = z;
  activations[at + op.a] = activate(z);
}
