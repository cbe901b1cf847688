// The right operand of a convolution is its filter; its sums are finished with bias and σ.

fn right_base() -> u32 {
  return parameter_base();
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let z = sum + parameters[parameter_base() + op.bias + channel];
  let at = activation_base() + row * op.out_channels + channel;
  activations[at + op.z] = z;
  activations[at + op.a] = activate(z);
}
