// δ of the layer below: (δ ∗ flipped filter) ⊙ σ′(z), a product [rows·inHeight·inWidth, inChannels]
// over the filter's taps and this layer's channels. Each pixel gathers from the outputs whose
// windows it is in.

struct Conv2dInputGradientOp {
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
  delta: u32,
  filters: u32,
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: Conv2dInputGradientOp;

/// op.stride once more, so that the usual division by 1 costs nothing.
override stride: i32 = 1;

fn depth_shape() -> vec3u {
  return vec3u(op.kernel_height, op.kernel_width, op.out_channels);
}

fn patches_shape() -> vec3u {
  return vec3u(
    min(op.rows, batch.rows) * op.in_height * op.in_width,
    op.in_channels,
    op.kernel_height * op.kernel_width * op.out_channels,
  );
}

fn left_row(row: u32) -> vec3i {
  let pixel = split_index(row, vec3u(op.rows, op.in_height, op.in_width));
  let image = pixel.x * op.out_height * op.out_width * op.out_channels;
  return vec3i(vec3u(
    activation_base() + op.delta + image,
    pixel.y + op.padding_top,
    pixel.z + op.padding_left,
  ));
}

fn left_depth(tap: vec3u) -> vec3i {
  return vec3i(i32(tap.z), -i32(tap.x * op.dilation), -i32(tap.y * op.dilation));
}

/// δ of the output whose window has its upper left corner there, y and x counting the padding.
fn left(place: vec3i) -> f32 {
  let y = place.y / stride;
  let x = place.z / stride;
  // Outputs at fractions of the stride do not exist.
  let whole = y * stride == place.y && x * stride == place.z;
  if (whole && u32(y) < op.out_height && u32(x) < op.out_width) {
    return activations[place.x + (y * i32(op.out_width) + x) * i32(op.out_channels)];
  }
  return 0.0;
}

fn right_depth(k: u32, tap: vec3u) -> u32 {
  let taps_before = tap.x * op.kernel_width + tap.y;
  let filter_at = taps_before * op.in_channels * op.out_channels + tap.z;
  return parameter_base() + op.filters + filter_at;
}

fn right_column(channel: u32) -> u32 {
  return channel * op.out_channels;
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let at = activation_base() + row * op.in_channels + channel;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = sum * slope;
}
