// z = γ·(x − μ)/√(σ² + ε) + β, a = activation(z), one invocation per value.

struct BatchNormOp {
  code: u32,
  rows: u32,
  positions: u32,
  channels: u32,
  x: u32,
  gamma: u32,
  beta: u32,
  running_mean: u32,
  running_variance: u32,
  moments: u32,
  z: u32,
  a: u32,
  training: u32,
  activation: u32,
  momentum: f32,
  epsilon: f32,
}

@group(1) @binding(0) var<uniform> op: BatchNormOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.positions * op.channels) {
    return;
  }
  let at = activation_base() + id.x;
  let channel = id.x % op.channels;
  let parameter_at = parameter_base() + channel;
  var mean = 0.0;
  var scale = 0.0;
  if (op.training == 1u) {
    let moments_at = activation_base() + op.moments + channel;
    mean = activations[moments_at];
    scale = activations[moments_at + op.channels];
  } else {
    mean = parameters[parameter_at + op.running_mean];
    scale = 1.0 / sqrt(parameters[parameter_at + op.running_variance] + op.epsilon);
  }
  let normal = (activations[at + op.x] - mean) * scale;
  let z = parameters[parameter_at + op.gamma] * normal + parameters[parameter_at + op.beta];
  activations[at + op.z] = z;
  activations[at + op.a] = activate(z);
}
