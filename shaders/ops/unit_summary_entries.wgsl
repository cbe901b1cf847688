// Mean, size and flat share of every unit over rows and positions, one workgroup per unit: lanes
// stride over its entries, a tree adds their sums. See UNIT_SUMMARY of src/plan/summary.ts.

struct UnitSummaryOp {
  code: u32,
  source: u32,
  rows: u32,
  width: u32,
  x: u32,
  activation: u32,
  result: u32,
  units: u32,
}

@group(1) @binding(0) var<uniform> op: UnitSummaryOp;

@compute @workgroup_size(lanes)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  replica = group.z;
  let count = min(op.rows, batch.rows) * op.width;
  for (var unit = group.x; unit < op.units; unit += workgroups.x) {
    summarize(lane, unit, count);
  }
}

fn summarize(lane: u32, unit: u32, count: u32) {
  var seen = vec2f(LOWEST, 0.0); // the largest |x|
  for (var i = unit + lane * op.units; i < count; i += lanes * op.units) {
    let x = entry(i);
    if (is_finite(x)) {
      seen.x = max(seen.x, abs(x));
    }
  }
  let exponent = exponent_of(max(0.0, tree_most(lane, seen).x));
  let scale = power_of(254u - exponent);

  var scaled = vec2f(0.0, 0.0); // Σx and Σx² of scaled entries
  var counts = vec2f(0.0, 0.0); // finite entries, flat ones
  for (var i = unit + lane * op.units; i < count; i += lanes * op.units) {
    let x = entry(i);
    if (is_finite(x)) {
      let y = x * scale;
      scaled += vec2f(y, y * y);
      counts += vec2f(1.0, flat_at(x));
    }
  }
  scaled = tree_sum(lane, scaled);
  counts = tree_sum(lane, counts);
  if (lane > 0u) {
    return;
  }
  let at = activation_base() + op.result + 3u * unit;
  let numbers = max(counts.x, 1.0);
  activations[at] = scaled.x / numbers * power_of(exponent);
  activations[at + 1u] = sqrt(scaled.y / numbers) * power_of(exponent);
  activations[at + 2u] = counts.y / numbers;
}
