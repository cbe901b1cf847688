// Windows of pooling, without dilation. Ranges are from (included) to (excluded); empty where
// from ≥ to.

/// What belongs to one value: places of the input, or windows of the output.
struct Range {
  ys: vec2u,
  xs: vec2u,
  /// The first line of the image among those of all images.
  first_line: u32,
  channel: u32,
}

fn output_count() -> u32 {
  return min(op.rows, batch.rows) * op.out_height * op.out_width * op.out_channels;
}

fn input_count() -> u32 {
  return min(op.rows, batch.rows) * op.in_height * op.in_width * op.in_channels;
}

/// The places of the input that value `at` of the output covers.
fn window_of(at: u32) -> Range {
  let position = at / op.out_channels;
  let line = position / op.out_width;
  return Range(
    places_of(line % op.out_height, op.kernel_height, op.padding_top, op.in_height),
    places_of(position % op.out_width, op.kernel_width, op.padding_left, op.in_width),
    line / op.out_height * op.in_height,
    at % op.out_channels,
  );
}

/// The windows that cover value `at` of the input.
fn windows_around(at: u32) -> Range {
  let position = at / op.in_channels;
  let line = position / op.in_width;
  return Range(
    windows_over(line % op.in_height, op.kernel_height, op.padding_top, op.out_height),
    windows_over(position % op.in_width, op.kernel_width, op.padding_left, op.out_width),
    line / op.in_height * op.out_height,
    at % op.in_channels,
  );
}

/// Where a value of the input stands, given its range.
fn input_place(range: Range, y: u32, x: u32) -> u32 {
  return ((range.first_line + y) * op.in_width + x) * op.in_channels + range.channel;
}

/// Likewise of the output.
fn output_place(range: Range, y: u32, x: u32) -> u32 {
  return ((range.first_line + y) * op.out_width + x) * op.out_channels + range.channel;
}

/// The places of the input that window `output` covers, padding left out.
fn places_of(output: u32, extent: u32, padding: u32, inputs: u32) -> vec2u {
  let corner = output * op.stride;
  return vec2u(max(corner, padding) - padding, min(max(corner + extent, padding) - padding, inputs));
}

/// The windows that cover place `input`.
fn windows_over(input: u32, extent: u32, padding: u32, outputs: u32) -> vec2u {
  let place = input + padding;
  let first = select(0u, (place - extent) / op.stride + 1u, place >= extent);
  return vec2u(first, min(place / op.stride + 1u, outputs));
}
