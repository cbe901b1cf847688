// The right operand of a filter gradient is δ; its sums are gradients, or parts of them that go to
// scratch and conv2d_filter_gradient_sum adds up.

fn right_base() -> u32 {
  return activation_base();
}

fn right(at: u32) -> f32 {
  return activations[at];
}

fn finish(part: u32, row: u32, channel: u32, sum: f32) {
  let element = row * op.out_channels + channel;
  if (parts == 1u) {
    write_gradient(element, sum);
  } else {
    scratch[scratch_base() + part * (tap_count() + 1u) * op.out_channels + element] = sum;
  }
}
