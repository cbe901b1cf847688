// ∂L/∂filter and ∂L/∂b = Σ δ: a product [taps + 1, outChannels] over all positions of the output,
// where the input has a further tap of ones, whose products are the bias's gradient. Where the
// positions are split into parts, a second pass adds them up.

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

/// The place of the tap of ones: beyond every image, though not if NOWHERE is added to it.
const ONES = vec3i(0, 0x20000000, 0);

fn depth_shape() -> vec3u {
  return vec3u(min(op.rows, batch.rows), op.out_height, op.out_width);
}

fn patches_shape() -> vec3u {
  let positions = depth_shape();
  return vec3u(tap_count() + 1u, op.out_channels, positions.x * positions.y * positions.z);
}

fn left_row(row: u32) -> vec3i {
  if (row == tap_count()) {
    return ONES;
  }
  return tap_place(split_index(row, tap_shape()));
}

fn left_depth(position: vec3u) -> vec3i {
  return window_place(position);
}

fn left(place: vec3i) -> f32 {
  if (place.y > ONES.y / 2) {
    return 1.0;
  }
  return pixel(place);
}

fn right_depth(k: u32, position: vec3u) -> u32 {
  return activation_base() + op.delta + k * op.out_channels;
}

fn right_column(channel: u32) -> u32 {
  return channel;
}

fn right(at: u32) -> f32 {
  return activations[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let element = row * op.out_channels + channel;
  if (parts == 1u) {
    write_gradient(element, sum);
  } else {
    scratch[scratch_base() + part * (tap_count() + 1u) * op.out_channels + element] = sum;
  }
}
