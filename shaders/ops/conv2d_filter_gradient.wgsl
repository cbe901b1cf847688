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

fn patches() -> Patches {
  let row_width = op.in_width * op.in_channels;
  let line_width = op.out_width * op.out_channels;
  return Patches(
    vec3u(op.kernel_height, op.kernel_width, op.in_channels),
    vec3u(min(op.rows, batch.rows), op.out_height, op.out_width),
    op.out_channels,
    vec3i(i32(op.x), -i32(op.padding_top), -i32(op.padding_left)),
    taps_by(i32(op.dilation)),
    positions_by(op.in_height * row_width, op.stride),
    vec2u(op.in_height, op.in_width),
    vec2i(vec2u(row_width, op.in_channels)),
    true,
    op.delta,
    vec3u(op.out_height * line_width, line_width, op.out_channels),
    1u,
  );
}
