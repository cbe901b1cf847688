// δ of the layer below: (δ·Wᵀ) ⊙ σ′(z), a product [rows, inputWidth] over this layer's units.

struct DenseInputGradientOp {
  code: u32,
  rows: u32,
  input_width: u32,
  units: u32,
  delta: u32,
  weight: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: DenseInputGradientOp;

fn product_shape() -> vec3u {
  return vec3u(min(op.rows, batch.rows), op.input_width, op.units);
}

fn product_places() -> Places {
  return Places(
    vec3u(activation_base() + op.delta, op.units, 1u),
    vec3u(parameter_base() + op.weight, 1u, op.units),
  );
}

fn left(row: u32, at: u32) -> f32 {
  return activations[at];
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(row: u32, input: u32, sum: f32) {
  let at = activation_base() + row * op.input_width + input;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = sum * slope;
}
