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

/// Places count pixels of the padded input; outputs stand `spread` = stride of them apart.
fn patches() -> Patches {
  let line_width = op.out_width * op.out_channels;
  let tap_width = op.in_channels * op.out_channels;
  return Patches(
    vec3u(min(op.rows, batch.rows), op.in_height, op.in_width),
    vec3u(op.kernel_height, op.kernel_width, op.out_channels),
    op.in_channels,
    vec3i(vec3u(op.delta, op.padding_top, op.padding_left)),
    positions_by(op.out_height * line_width, 1u),
    taps_by(-i32(op.dilation)),
    vec2u(op.out_height, op.out_width),
    vec2i(vec2u(line_width, op.out_channels)),
    false,
    op.filters,
    vec3u(op.kernel_width * tap_width, tap_width, 1u),
    op.out_channels,
  );
}
