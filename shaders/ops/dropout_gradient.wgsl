// δ of the layer below: (δ·kept / (1 − rate)) ⊙ σ′(z), with the draws of the forward pass; one
// invocation per value.

struct DropoutGradientOp {
  code: u32,
  rows: u32,
  width: u32,
  delta: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
  salt: u32,
  rate: f32,
}

@group(1) @binding(0) var<uniform> op: DropoutGradientOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.width) {
    return;
  }
  let at = activation_base() + id.x;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = drop_out(id.x, activations[at + op.delta]) * slope;
}
