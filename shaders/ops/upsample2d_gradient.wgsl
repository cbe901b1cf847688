// δ of the layer below: the sum of δ over the copies of a pixel, ⊙ σ′(z). One invocation per value of
// the input.

struct Upsample2dGradientOp {
  code: u32,
  rows: u32,
  height: u32,
  width: u32,
  channels: u32,
  scale: u32,
  delta: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: Upsample2dGradientOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= min(op.rows, batch.rows) * op.height * op.width * op.channels) {
    return;
  }
  let channel = id.x % op.channels;
  let position = id.x / op.channels;
  // Lines of all images count as one column of them: each image has a whole number.
  let line = position / op.width * op.scale;
  let column = position % op.width * op.scale;
  let out_width = op.width * op.scale;
  var sum = 0.0;
  for (var i = 0u; i < op.scale; i++) {
    for (var j = 0u; j < op.scale; j++) {
      let output = ((line + i) * out_width + column + j) * op.channels + channel;
      sum += activations[activation_base() + op.delta + output];
    }
  }
  let at = activation_base() + id.x;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = sum * slope;
}
