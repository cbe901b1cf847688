// δ′ = (delta [+ second]) ⊙ σ′(z), one invocation per value.

struct DeltaOp {
  code: u32,
  rows: u32,
  width: u32,
  delta: u32,
  second: u32,
  two: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: DeltaOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.width) {
    return;
  }
  let at = activation_base() + id.x;
  let second = select(0.0, activations[at + op.second], op.two == 1u);
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = (activations[at + op.delta] + second) * slope;
}
