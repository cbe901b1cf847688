// z = x ∗ filter + b, a = σ(z): a product [rows·outHeight·outWidth, outChannels] over the taps of the
// filter, whose elements are finished with bias and σ.

struct Conv2dOp {
  code: u32,
  rows: u32,
  in_height: u32,
  in_width: u32,
  in_channels: u32,
  out_height: u32,
  out_width: u32,
  out_channels: u32,
  kernel_height: u32,
  kernel_width: u32,
  stride: u32,
  padding_top: u32,
  padding_left: u32,
  dilation: u32,
  x: u32,
  filters: u32,
  bias: u32,
  z: u32,
  a: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: Conv2dOp;

fn patches() -> Patches {
  let row_width = op.in_width * op.in_channels;
  let tap_width = op.in_channels * op.out_channels;
  return Patches(
    vec3u(min(op.rows, batch.rows), op.out_height, op.out_width),
    vec3u(op.kernel_height, op.kernel_width, op.in_channels),
    op.out_channels,
    vec3i(i32(op.x), -i32(op.padding_top), -i32(op.padding_left)),
    positions_by(op.in_height * row_width, op.stride),
    taps_by(i32(op.dilation)),
    vec2u(op.in_height, op.in_width),
    vec2i(vec2u(row_width, op.in_channels)),
    false,
    op.filters,
    vec3u(op.kernel_width * tap_width, tap_width, op.out_channels),
    1u,
  );
}

fn right_base() -> u32 {
  return parameter_base();
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let z = sum + parameters[parameter_base() + op.bias + channel];
  let at = activation_base() + row * op.out_channels + channel;
  activations[at + op.z] = z;
  activations[at + op.a] = activate(z);
}
