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
  if (at >= output_count()) {
    return;
  }
  let window = window_of(at);
  var sum = 0.0;
  for (var y = window.ys.x; y < window.ys.y; y++) {
    for (var x = window.xs.x; x < window.xs.y; x++) {
      sum += activations[activation_base() + op.x + input_place(window, y, x)];
    }
  }
  activations[activation_base() + op.a + at] = sum / f32(op.kernel_height * op.kernel_width);
}
