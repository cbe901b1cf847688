// One update of the flat parameter vector: clip, regularize, then the rule of the optimizer.
// The optimizer defines SLOTS, the floats it keeps per parameter, and update.

struct OptimizerOp {
  code: u32,
  optimizer: u32,
  count: u32,
  mask: u32,
  l1: f32,
  l2: f32,
  clip_value: f32,
  clip_norm: f32,
  setting0: f32,
  setting1: f32,
  setting2: f32,
  setting3: f32,
}

/// A parameter with what the optimizer remembers of it.
struct Moving {
  weight: f32,
  slot0: f32,
  slot1: f32,
}

@group(1) @binding(0) var<uniform> op: OptimizerOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= op.count) {
    return;
  }
  let regularized = data[op.mask + id.x];
  if (regularized < 0.0) {
    return;
  }
  let at = parameter_base() + id.x;
  let state_at = replica * strides.state + id.x;
  var moving = Moving(parameters[at], 0.0, 0.0);
  if (SLOTS > 0u) {
    moving.slot0 = state[state_at];
  }
  if (SLOTS > 1u) {
    moving.slot1 = state[state_at + op.count];
  }

  var g = clip_by_value(gradients[at], op.clip_value);
  if (op.clip_norm > 0.0) {
    let norm = metrics[replica * strides.metrics + batch.slot + 2u];
    if (norm > op.clip_norm) {
      g *= op.clip_norm / norm;
    }
  }
  g += regularized * (op.l2 * moving.weight + op.l1 * sign(moving.weight));

  moving = update(moving, g);
  parameters[at] = moving.weight;
  if (SLOTS > 0u) {
    state[state_at] = moving.slot0;
  }
  if (SLOTS > 1u) {
    state[state_at + op.count] = moving.slot1;
  }
}
