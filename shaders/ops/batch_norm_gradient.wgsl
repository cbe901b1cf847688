// ∂L/∂β = Σ δ and ∂L/∂γ = Σ δ·x̂ with x̂ = (x − μ)/√(σ² + ε): one workgroup per channel. Both sums also
// stay in scratch [2, channels] for the next pass, since gradients may hold those of other batches.

struct BatchNormGradientOp {
  code: u32,
  rows: u32,
  positions: u32,
  channels: u32,
  x: u32,
  delta: u32,
  gamma: u32,
  beta: u32,
  moments: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
  training: u32,
  running_variance: u32,
  epsilon: f32,
}

@group(1) @binding(0) var<uniform> op: BatchNormGradientOp;

@compute @workgroup_size(lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  replica = group.z;
  let channel = group.x;
  let first = activation_base() + channel;
  let mean = activations[first + op.moments];
  let scale = activations[first + op.moments + op.channels];
  let values = min(op.rows, batch.rows) * op.positions;

  var sum = vec2f(0.0, 0.0); // δ, δ·x̂
  for (var i = lane; i < values; i += lanes) {
    let at = first + i * op.channels;
    let delta = activations[at + op.delta];
    sum += vec2f(delta, delta * ((activations[at + op.x] - mean) * scale));
  }
  sum = tree_sum(lane, sum);
  if (lane > 0u) {
    return;
  }
  let scratch_at = scratch_base() + channel;
  scratch[scratch_at] = sum.x;
  scratch[scratch_at + op.channels] = sum.y;
  let accumulate = batch.accumulate == 1u;
  let beta_at = parameter_base() + op.beta + channel;
  let gamma_at = parameter_base() + op.gamma + channel;
  gradients[beta_at] = sum.x + select(0.0, gradients[beta_at], accumulate);
  gradients[gamma_at] = sum.y + select(0.0, gradients[gamma_at], accumulate);
}
