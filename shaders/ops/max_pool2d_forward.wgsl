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
  if (at >= valid_rows() * op.out_height * op.out_width * op.out_channels) {
    return;
  }
  let channel = at % op.out_channels;
  let position = at / op.out_channels;
  let line = position / op.out_width;
  let image = line / op.out_height * op.in_height;
  let ys = places_of(line % op.out_height, op.kernel_height, op.padding_top, op.in_height);
  let xs = places_of(position % op.out_width, op.kernel_width, op.padding_left, op.in_width);
  var best = 0.0;
  var best_at = 0u;
  var found = false;
  for (var y = ys.x; y < ys.y; y++) {
    for (var x = xs.x; x < xs.y; x++) {
      let place = (image + y) * op.in_width + x;
      let value = activations[activation_base() + op.x + place * op.in_channels + channel];
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
