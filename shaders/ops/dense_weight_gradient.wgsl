// ∂L/∂W = xᵀ·δ and ∂L/∂b = Σ δ: one product [inputWidth + 1, units] over the rows of the batch,
// where x has a further column of ones, whose products are the bias's gradient.

struct DenseWeightGradientOp {
  code: u32,
  rows: u32,
  input_width: u32,
  units: u32,
  x: u32,
  delta: u32,
  weight: u32,
  bias: u32,
}

@group(1) @binding(0) var<uniform> op: DenseWeightGradientOp;

var<private> ones_row: u32;

fn product_shape() -> vec3u {
  return vec3u(op.input_width + 1u, op.units, min(op.rows, batch.rows));
}

fn product_places() -> Places {
  ones_row = op.input_width;
  return Places(
    vec3u(activation_base() + op.x, 1u, op.input_width),
    vec3u(activation_base() + op.delta, op.units, 1u),
  );
}

fn left(input: u32, at: u32) -> f32 {
  return select(activations[at], 1.0, input == ones_row);
}

fn right(at: u32) -> f32 {
  return activations[at];
}

fn finish(input: u32, unit: u32, sum: f32) {
  let weight_at = op.weight + input * op.units + unit;
  let at = parameter_base() + select(weight_at, op.bias + unit, input == op.input_width);
  gradients[at] = sum + select(0.0, gradients[at], batch.accumulate == 1u);
}
