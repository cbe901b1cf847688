// Every image moved, turned, grown, mirrored and strewn with noise by draws of its own, one invocation
// per pixel of the result: see `AugmentOp` in src/plan/image-ops.ts.

struct AugmentOp {
  code: u32,
  rows: u32,
  height: u32,
  width: u32,
  channels: u32,
  x: u32,
  a: u32,
  flip: u32,
  outside: f32,
  translation: f32,
  rotation: f32,
  scale: f32,
  noise: f32,
}

@group(1) @binding(0) var<uniform> op: AugmentOp;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let pixels = op.height * op.width;
  if (id.x >= min(op.rows, batch.rows) * pixels) {
    return;
  }
  let row = id.x / pixels;
  let pixel = id.x % pixels;
  let place = source_of(row, vec2f(f32(pixel % op.width), f32(pixel / op.width)));
  let corner = floor(place);
  let share = place - corner;
  let image = activation_base() + op.x + row * pixels * op.channels;
  let noise_key = pcg(batch.noise ^ 0x6e6f6973u);
  for (var c = 0u; c < op.channels; c++) {
    let upper = mixture(value_at(image, corner, c), value_at(image, corner + vec2f(1.0, 0.0), c), share.x);
    let lower = mixture(
      value_at(image, corner + vec2f(0.0, 1.0), c),
      value_at(image, corner + vec2f(1.0, 1.0), c),
      share.x,
    );
    let element = id.x * op.channels + c;
    var value = mixture(upper, lower, share.y);
    if (op.noise != 0.0) {
      value += op.noise * standard_normal(2u * element + noise_key);
    }
    activations[activation_base() + op.a + element] = value;
  }
}

/// Where the pixel (x, y) of a result comes from, at most two pixels beyond the image.
fn source_of(row: u32, pixel: vec2f) -> vec2f {
  let draws = 6u * row + pcg(batch.noise ^ 0x61756721u);
  let size = vec2f(f32(op.width), f32(op.height));
  let centre = 0.5 * (size - 1.0);
  let shift = op.translation * vec2f(signed_number(draws), signed_number(draws + 1u));
  let angle = op.rotation * signed_number(draws + 2u);
  // 1 / 1 need not be 1 on every device.
  let shrinking = select(1.0 / (1.0 + op.scale * signed_number(draws + 3u)), 1.0, op.scale == 0.0);
  let across = sine_of_quadrant(angle, 1) * shrinking;
  let along = sine_of_quadrant(angle, 0) * shrinking;
  let distance = pixel - (centre + shift);
  var turned = vec2f(
    distance.x * across - distance.y * along,
    distance.x * along + distance.y * across,
  );
  if (op.flip == 1u && uniform_number(draws + 4u) < 0.5) {
    turned.x = -turned.x;
  }
  return clamp(centre + turned, vec2f(-2.0, -2.0), size + 1.0);
}

fn value_at(image: u32, place: vec2f, channel: u32) -> f32 {
  let x = i32(place.x);
  let y = i32(place.y);
  // Negative numbers wrap around to ones beyond every image.
  let inside = u32(x) < op.width && u32(y) < op.height;
  let at = image + (u32(y) * op.width + u32(x)) * op.channels + channel;
  return select(op.outside, activations[select(image, at, inside)], inside);
}

/// What has no share is not looked at, so that nothing changes where nothing should.
fn mixture(first: f32, second: f32, share: f32) -> f32 {
  return select(first + share * (second - first), first, share == 0.0);
}

/// Uniform in [−1, 1).
fn signed_number(counter: u32) -> f32 {
  return 2.0 * uniform_number(counter) - 1.0;
}

/// By the Box–Muller transform, from the draws of a counter and the next.
fn standard_normal(counter: u32) -> f32 {
  let radius = sqrt(-2.0 * log_positive(1.0 - uniform_number(counter)));
  return radius * sine_of_quadrant(6.28318531 * uniform_number(counter + 1u), 1);
}
