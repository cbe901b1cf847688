// The mean of each window, padding counted as zeros; one invocation per output.

struct AveragePool2dOp {
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
}

@group(1) @binding(0) var<uniform> op: AveragePool2dOp;

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
  var sum = 0.0;
  for (var y = ys.x; y < ys.y; y++) {
    for (var x = xs.x; x < xs.y; x++) {
      let place = (image + y) * op.in_width + x;
      sum += activations[activation_base() + op.x + place * op.in_channels + channel];
    }
  }
  activations[activation_base() + op.a + at] = sum / f32(op.kernel_height * op.kernel_width);
}
