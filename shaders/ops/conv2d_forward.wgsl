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

fn depth_shape() -> vec3u {
  return tap_shape();
}

fn patches_shape() -> vec3u {
  let taps = tap_shape();
  return vec3u(
    min(op.rows, batch.rows) * op.out_height * op.out_width,
    op.out_channels,
    taps.x * taps.y * taps.z,
  );
}

fn left_row(row: u32) -> vec3i {
  return window_place(split_index(row, vec3u(op.rows, op.out_height, op.out_width)));
}

fn left_depth(tap: vec3u) -> vec3i {
  return tap_place(tap);
}

fn left(place: vec3i) -> f32 {
  return pixel(place);
}

fn right_depth(k: u32, tap: vec3u) -> u32 {
  return parameter_base() + op.filters + k * op.out_channels;
}

fn right_column(channel: u32) -> u32 {
  return channel;
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
