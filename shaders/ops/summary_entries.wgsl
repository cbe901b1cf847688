// Moments, extremes and histogram of a tensor in one workgroup per replica: lanes stride over the
// entries, trees add their sums in a fixed order. See SUMMARY of src/plan/summary.ts.

struct SummaryOp {
  code: u32,
  source: u32,
  rows: u32,
  width: u32,
  x: u32,
  activation: u32,
  result: u32,
}

@group(1) @binding(0) var<uniform> op: SummaryOp;

const BINS = 32u;
const FIRST_BIN = 10u;

// Integers, so that their order does not matter.
var<workgroup> bins: array<atomic<u32>, BINS>;

@compute @workgroup_size(lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  replica = group.z;
  let count = min(op.rows, batch.rows) * op.width;
  if (lane < BINS) {
    atomicStore(&bins[lane], 0u);
  }

  var extremes = vec2f(LOWEST, LOWEST); // the largest, and the opposite of the smallest
  var counts = vec2f(0.0, 0.0); // finite entries, zeros
  for (var i = lane; i < count; i += lanes) {
    let x = entry(i);
    if (is_finite(x)) {
      extremes = max(extremes, vec2f(x, -x));
      counts += vec2f(1.0, select(0.0, 1.0, (bitcast<u32>(x) & 0x7fffffffu) == 0u));
    }
  }
  extremes = tree_most(lane, extremes);
  counts = tree_sum(lane, counts);
  let any = counts.x > 0.0;
  extremes = select(vec2f(0.0, 0.0), extremes, any);
  let numbers = max(counts.x, 1.0);
  let exponent = exponent_of(max(abs(extremes.x), abs(extremes.y)));
  let limit = power_of(exponent);
  let scale = power_of(254u - exponent);

  var scaled = vec2f(0.0, 0.0); // Σx and Σx² of scaled entries
  for (var i = lane; i < count; i += lanes) {
    let x = entry(i);
    if (is_finite(x)) {
      let y = x * scale;
      scaled += vec2f(y, y * y);
    }
  }
  scaled = tree_sum(lane, scaled);
  let roughly = scaled.x / numbers;

  // Distances from a rounded mean do not add up to 0; what they add up to corrects both moments.
  var distances = vec2f(0.0, 0.0);
  var flats = 0.0;
  for (var i = lane; i < count; i += lanes) {
    let x = entry(i);
    if (is_finite(x)) {
      let y = x * scale;
      distances += vec2f(y - roughly, (y - roughly) * (y - roughly));
      flats += flat_at(x);
      let bin = i32(floor(y * f32(BINS / 2u))) + i32(BINS / 2u);
      atomicAdd(&bins[clamp(bin, 0, i32(BINS) - 1)], 1u);
    }
  }
  distances = tree_sum(lane, distances);
  flats = tree_sum(lane, vec2f(flats, 0.0)).x;

  let at = activation_base() + op.result;
  if (lane < BINS) {
    activations[at + FIRST_BIN + lane] = f32(atomicLoad(&bins[lane])) / numbers;
  }
  if (lane > 0u) {
    return;
  }
  let squares = max(0.0, distances.y - distances.x * distances.x / numbers);
  activations[at] = f32(count);
  activations[at + 1u] = (roughly + distances.x / numbers) * limit;
  activations[at + 2u] = sqrt(squares / numbers) * limit;
  activations[at + 3u] = sqrt(scaled.y) * limit;
  activations[at + 4u] = -extremes.y;
  activations[at + 5u] = extremes.x;
  activations[at + 6u] = counts.y / numbers;
  activations[at + 7u] = flats / numbers;
  activations[at + 8u] = f32(count) - counts.x;
  activations[at + 9u] = limit;
}
