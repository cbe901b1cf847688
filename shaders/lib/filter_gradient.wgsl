// The gradients of a filter and its bias as one matrix [taps + 1, outChannels], the bias last.

fn tap_count() -> u32 {
  return op.kernel_height * op.kernel_width * op.in_channels;
}

/// Takes the sum for an element of the matrix.
fn write_gradient(element: u32, sum: f32) {
  let filter_elements = tap_count() * op.out_channels;
  let bias_at = op.bias + element - filter_elements;
  let at = parameter_base() + select(bias_at, op.filters + element, element < filter_elements);
  gradients[at] = sum + select(0.0, gradients[at], batch.accumulate == 1u);
}
