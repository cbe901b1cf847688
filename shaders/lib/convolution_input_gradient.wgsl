// The right operand of an input gradient is the filter; its sums are finished with σ′ of the layer
// below.

fn right_base() -> u32 {
  return parameter_base();
}

fn right(at: u32) -> f32 {
  return parameters[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let at = activation_base() + row * op.in_channels + channel;
  let slope = activate_derivative(activations[at + op.z], activations[at + op.a]);
  activations[at + op.input_delta] = sum * slope;
}
