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

fn product_shape() -> vec3u {
  return vec3u(op.input_width + 1u, op.units, min(op.rows, batch.rows));
}

fn left(input: u32, row: u32) -> f32 {
  if (input == op.input_width) {
    return 1.0;
  }
  return activations[activation_base() + op.x + row * op.input_width + input];
}

fn right(row: u32, unit: u32) -> f32 {
  return activations[activation_base() + op.delta + row * op.units + unit];
}

fn finish(input: u32, unit: u32, sum: f32) {
  let weight_at = op.weight + input * op.units + unit;
  let at = parameter_base() + select(weight_at, op.bias + unit, input == op.input_width);
  gradients[at] = sum + select(0.0, gradients[at], batch.accumulate == 1u);
}
