// Windows of pooling along one direction, without dilation. Ranges are from (included) to
// (excluded); empty where from ≥ to.

fn valid_rows() -> u32 {
  return min(op.rows, batch.rows);
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
