// δ of the layer below, one invocation per value. Through the batch's moments it is
// γ/√(σ² + ε)·(δ − Σδ/n − x̂·Σ(δ·x̂)/n) ⊙ σ′(z), with n values per channel and the sums of
// batch_norm_gradient; through the running ones, which are constants, γ/√(σ² + ε)·δ ⊙ σ′(z).

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

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let values = min(op.rows, batch.rows) * op.positions;
  if (id.x >= values * op.channels) {
    return;
  }
  let at = activation_base() + id.x;
  let channel = id.x % op.channels;
  var scale = 0.0;
  var gradient = activations[at + op.delta];
  if (op.training == 1u) {
    let moments_at = activation_base() + op.moments + channel;
    scale = activations[moments_at + op.channels];
    let normal = (activations[at + op.x] - activations[moments_at]) * scale;
    let scratch_at = scratch_base() + channel;
    gradient -= (scratch[scratch_at] + normal * scratch[scratch_at + op.channels]) / f32(values);
  } else {
    let variance = parameters[parameter_base() + op.running_variance + channel];
    scale = 1.0 / sqrt(variance + op.epsilon);
  }
  let gamma = parameters[parameter_base() + op.gamma + channel];
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = gamma * scale * gradient * slope;
}
