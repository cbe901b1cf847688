// Parameters and optimizer state copied to where `take_back_copy` finds them, one invocation per
// parameter.

struct SetAsideOp {
  code: u32,
  count: u32,
  state_count: u32,
  parameters: u32,
  state: u32,
}

@group(1) @binding(0) var<uniform> op: SetAsideOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= op.count) {
    return;
  }
  activations[activation_base() + op.parameters + id.x] = parameters[parameter_base() + id.x];
  for (var i = id.x; i < op.state_count; i += op.count) {
    activations[activation_base() + op.state + i] = state[replica * strides.state + i];
  }
}
