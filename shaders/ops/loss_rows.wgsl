// Loss and correctness of all rows, and δ = ∂L/∂a ⊙ σ′(z), in one workgroup per replica: lanes
// stride over rows, then a tree adds their sums in a fixed order.
// The loss defines row_context, output_share, output_loss and output_gradient.

struct LossOp {
  code: u32,
  rows: u32,
  outputs: u32,
  z: u32,
  a: u32,
  targets: u32,
  delta: u32,
  backward: u32,
  activation: u32,
  classification: u32,
  loss: u32,
  target_threshold: f32,
}

@group(1) @binding(0) var<uniform> op: LossOp;

/// Invocations per workgroup, a power of two up to 256.
override lanes: u32 = 256;

var<workgroup> sums: array<vec2f, lanes>; // loss, correct rows

/// Whether the arg-max of the outputs (of one output, its side of the decision) is the target's.
fn is_correct(outputs_at: u32, targets_at: u32) -> bool {
  if (op.outputs == 1u) {
    return (activations[outputs_at] > 0.0) == (activations[targets_at] > op.target_threshold);
  }
  var predicted = 0u;
  var expected = 0u;
  for (var i = 1u; i < op.outputs; i++) {
    if (activations[outputs_at + i] > activations[outputs_at + predicted]) {
      predicted = i;
    }
    if (activations[targets_at + i] > activations[targets_at + expected]) {
      expected = i;
    }
  }
  return predicted == expected;
}

/// Loss of one row; writes its δ where wanted.
fn evaluate_row(row: u32) -> f32 {
  let first = activation_base() + row * op.outputs;
  let context = row_context(first + op.a, op.outputs);
  let share = output_share(op.outputs);
  var loss = 0.0;
  for (var i = 0u; i < op.outputs; i++) {
    let at = first + i;
    let a = activations[at + op.a];
    let t = activations[at + op.targets];
    loss += output_loss(a, t, context);
    if (op.backward == 1u) {
      let slope = activate_derivative(activations[at + op.z], a);
      activations[at + op.delta] = output_gradient(a, t, context) * (share * batch.scale) * slope;
    }
  }
  return loss * share;
}

@compute @workgroup_size(lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  replica = group.z;
  let rows = min(op.rows, batch.rows);
  var sum = vec2f(0.0, 0.0);
  for (var row = lane; row < rows; row += lanes) {
    sum.x += evaluate_row(row);
    if (op.classification == 1u) {
      let first = activation_base() + row * op.outputs;
      sum.y += select(0.0, 1.0, is_correct(first + op.a, first + op.targets));
    }
  }
  sums[lane] = sum;
  for (var width = lanes / 2u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      sums[lane] += sums[lane + width];
    }
  }
  if (lane == 0u) {
    let at = replica * strides.metrics + batch.slot;
    let accumulate = batch.accumulate == 1u;
    metrics[at] = sums[0].x * batch.scale + select(0.0, metrics[at], accumulate);
    metrics[at + 1u] = sums[0].y + select(0.0, metrics[at + 1u], accumulate);
  }
}
