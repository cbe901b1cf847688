// δ of the layer below: the sum of δ over the windows that the pixel is in, divided by a window's
// size, ⊙ σ′(z). One invocation per value of the input.

struct AveragePool2dGradientOp {
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
  z: u32,
  a: u32,
  input_delta: u32,
  activation: u32,
}

@group(1) @binding(0) var<uniform> op: AveragePool2dGradientOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  if (id.x >= input_count()) {
    return;
  }
  let windows = windows_around(id.x);
  var sum = 0.0;
  for (var y = windows.ys.x; y < windows.ys.y; y++) {
    for (var x = windows.xs.x; x < windows.xs.y; x++) {
      let output = output_place(windows, y, x);
      sum += activations[activation_base() + op.delta + output];
    }
  }
  let at = activation_base() + id.x;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = sum / f32(op.kernel_height * op.kernel_width) * slope;
}
