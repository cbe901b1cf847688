// Sums over a workgroup of one row of lanes, by a tree in a fixed order.

/// Invocations per workgroup, a power of two up to 256.
override lanes: u32 = 256;

var<workgroup> sums: array<vec2f, lanes>;

/// The sum of all lanes' values, to all lanes. All of them must come here.
fn tree_sum(lane: u32, value: vec2f) -> vec2f {
  sums[lane] = value;
  for (var width = lanes / 2u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      sums[lane] += sums[lane + width];
    }
  }
  workgroupBarrier();
  let sum = sums[0];
  // So that nobody starts the next sum while others still read this one.
  workgroupBarrier();
  return sum;
}
