// z = x + y, a = σ(z), one invocation per value.

struct AddOp {
  code: u32,
  rows: u32,
  width: u32,
  x: u32,
  y: u32,
  z: u32,
  a: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: AddOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.width) {
    return;
  }
  let at = activation_base() + id.x;
  let z = activations[at + op.x] + activations[at + op.y];
  activations[at + op.z] = z;
  activations[at + op.a] = activate(z);
}
