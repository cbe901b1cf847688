// Adds up the parts that conv2d_filter_gradient has left, in order: a product of ones [1, parts] and
// the parts [parts, (taps + 1)·outChannels].

struct Conv2dFilterGradientOp {
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
  delta: u32,
  filters: u32,
  bias: u32,
}

@group(1) @binding(0) var<uniform> op: Conv2dFilterGradientOp;

override parts: u32 = 1;

fn product_shape() -> vec3u {
  return vec3u(1u, (tap_count() + 1u) * op.out_channels, parts);
}

fn product_places() -> Places {
  let elements = (tap_count() + 1u) * op.out_channels;
  return Places(vec3u(0u, 0u, 0u), vec3u(scratch_base(), elements, 1u));
}

fn left(row: u32, at: u32) -> f32 {
  return 1.0;
}

fn right(at: u32) -> f32 {
  return scratch[at];
}

fn finish(row: u32, element: u32, sum: f32) {
  write_gradient(element, sum);
}
