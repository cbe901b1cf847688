// z = x ∗ filter + b, a = σ(z): a product [rows·outHeight·outWidth, outChannels] over the taps of the
// filter.

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
