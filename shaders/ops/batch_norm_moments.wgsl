// Mean and 1/√(σ² + ε) of the batch, and the running statistics: one workgroup per channel.

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

@compute @workgroup_size(lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  replica = group.z;
  let channel = group.x;
  let first = activation_base() + op.x + channel;
  let values = min(op.rows, batch.rows) * op.positions;
  let count = f32(values);

  var sum = 0.0;
  for (var i = lane; i < values; i += lanes) {
    sum += activations[first + i * op.channels];
  }
  let roughly = tree_sum(lane, vec2f(sum, 0.0)).x / count;

  // Distances from a rounded mean do not add up to 0; what they add up to corrects both moments.
  var distances = vec2f(0.0, 0.0);
  for (var i = lane; i < values; i += lanes) {
    let distance = activations[first + i * op.channels] - roughly;
    distances += vec2f(distance, distance * distance);
  }
  distances = tree_sum(lane, distances);
  if (lane > 0u) {
    return;
  }
  let mean = roughly + distances.x / count;
  let squares = distances.y - distances.x * distances.x / count;
  let moments_at = activation_base() + op.moments + channel;
  activations[moments_at] = mean;
  activations[moments_at + op.channels] = 1.0 / sqrt(squares / count + op.epsilon);

  // Without momentum nothing moves, whatever the batch is like.
  if (op.momentum == 0.0) {
    return;
  }
  // One value has no unbiased variance; 0 then keeps the running one finite.
  let unbiased = squares / max(count - 1.0, 1.0);
  let mean_at = parameter_base() + op.running_mean + channel;
  let variance_at = parameter_base() + op.running_variance + channel;
  parameters[mean_at] = (1.0 - op.momentum) * parameters[mean_at] + op.momentum * mean;
  parameters[variance_at] = (1.0 - op.momentum) * parameters[variance_at] + op.momentum * unbiased;
}
