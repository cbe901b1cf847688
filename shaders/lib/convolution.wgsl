// Where the input of a convolution stands under the taps of its filter. A pixel is at the sum of
// the places of a position of the output and of a tap, see `lib/patches.wgsl`.

/// Position [row of the batch, y, x] of the output → its window's upper left corner in the input.
fn window_place(position: vec3u) -> vec3i {
  let y = i32(position.y * op.stride) - i32(op.padding_top);
  let x = i32(position.z * op.stride) - i32(op.padding_left);
  let image = position.x * op.in_height * op.in_width * op.in_channels;
  let corner = (y * i32(op.in_width) + x) * i32(op.in_channels);
  return vec3i(i32(activation_base() + op.x + image) + corner, y, x);
}

/// Tap [y, x, channel] of the filter → its place in the window.
fn tap_place(tap: vec3u) -> vec3i {
  let y = tap.x * op.dilation;
  let x = tap.y * op.dilation;
  return vec3i(vec3u((y * op.in_width + x) * op.in_channels + tap.z, y, x));
}

fn tap_shape() -> vec3u {
  return vec3u(op.kernel_height, op.kernel_width, op.in_channels);
}

/// The input there, 0 outside the image.
fn pixel(place: vec3i) -> f32 {
  // Negative numbers wrap around to ones beyond every image.
  if (u32(place.y) < op.in_height && u32(place.z) < op.in_width) {
    return activations[place.x];
  }
  return 0.0;
}
