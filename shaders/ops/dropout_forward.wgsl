// a = x·kept / (1 − rate), one invocation per value.

struct DropoutOp {
  code: u32,
  rows: u32,
  width: u32,
  x: u32,
  a: u32,
  salt: u32,
  rate: f32,
}

@group(1) @binding(0) var<uniform> op: DropoutOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.width) {
    return;
  }
  let at = activation_base() + id.x;
  activations[at + op.a] = drop_out(id.x, activations[at + op.x]);
}
