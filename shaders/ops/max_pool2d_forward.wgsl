// The largest value of each window and where it stands in the image, one invocation per output. Of
// equal values the first wins; NaN wins over all numbers, so that it stays seen.

struct MaxPool2dOp {
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
  a: u32,
  index: u32,
}

@group(1) @binding(0) var<uniform> op: MaxPool2dOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let at = id.x;
  if (at >= output_count()) {
    return;
  }
  let window = window_of(at);
  var best = 0.0;
  var best_at = 0u;
  var found = false;
  for (var y = window.ys.x; y < window.ys.y; y++) {
    for (var x = window.xs.x; x < window.xs.y; x++) {
      let value = activations[activation_base() + op.x + input_place(window, y, x)];
      if (!found || (!is_nan(best) && (value > best || is_nan(value)))) {
        best = value;
        best_at = y * op.in_width + x;
        found = true;
      }
    }
  }
  activations[activation_base() + op.a + at] = best;
  activations[activation_base() + op.index + at] = f32(best_at);
}
