// Every pixel becomes scale × scale of its kind, one invocation per value of the output.

struct Upsample2dOp {
  code: u32,
  rows: u32,
  height: u32,
  width: u32,
  channels: u32,
  scale: u32,
  x: u32,
  a: u32,
}

@group(1) @binding(0) var<uniform> op: Upsample2dOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let out_width = op.width * op.scale;
  let lines = min(op.rows, batch.rows) * op.height * op.scale;
  if (id.x >= lines * out_width * op.channels) {
    return;
  }
  let channel = id.x % op.channels;
  let position = id.x / op.channels;
  // Lines of all images count as one column of them: each image has a whole number.
  let line = position / out_width / op.scale;
  let column = position % out_width / op.scale;
  let value = activations[activation_base() + op.x + (line * op.width + column) * op.channels + channel];
  activations[activation_base() + op.a + id.x] = value;
}
