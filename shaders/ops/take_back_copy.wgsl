// What an update did to parameters and optimizer state, and both as they were before, one invocation
// per parameter.

struct TakeBackOp {
  code: u32,
  count: u32,
  state_count: u32,
  parameters: u32,
  state: u32,
  update: u32,
  next_state: u32,
}

@group(1) @binding(0) var<uniform> op: TakeBackOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= op.count) {
    return;
  }
  let base = activation_base();
  let at = parameter_base() + id.x;
  let kept = activations[base + op.parameters + id.x];
  activations[base + op.update + id.x] = parameters[at] - kept;
  parameters[at] = kept;
  for (var i = id.x; i < op.state_count; i += op.count) {
    let state_at = replica * strides.state + i;
    activations[base + op.next_state + i] = state[state_at];
    state[state_at] = activations[base + op.state + i];
  }
}
