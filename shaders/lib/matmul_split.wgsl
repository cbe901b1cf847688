// For few elements and a long depth, such as gradients of small layers over many examples: 16
// elements per workgroup, the depth of each split over 16 lanes, whose partial sums are added in a
// fixed order.

const ELEMENTS = 16u;
const SLICES = 16u;

var<workgroup> partial_sums: array<array<f32, ELEMENTS>, SLICES>;

@compute @workgroup_size(ELEMENTS, SLICES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  replica = group.z;
  let shape = product_shape();
  let places = product_places();
  let element = group.x * ELEMENTS + lane.x;
  let row = element / shape.y;
  let column = element % shape.y;
  var sum = 0.0;
  if (row < shape.x) {
    var left_at = places.left.x + row * places.left.y + lane.y * places.left.z;
    var right_at = places.right.x + lane.y * places.right.y + column * places.right.z;
    for (var k = lane.y; k < shape.z; k += SLICES) {
      sum += left(row, left_at) * right(right_at);
      left_at += SLICES * places.left.z;
      right_at += SLICES * places.right.y;
    }
  }
  partial_sums[lane.y][lane.x] = sum;
  workgroupBarrier();
  if (lane.y == 0u && row < shape.x) {
    var total = 0.0;
    for (var slice = 0u; slice < SLICES; slice++) {
      total += partial_sums[slice][lane.x];
    }
    finish(row, column, total);
  }
}
