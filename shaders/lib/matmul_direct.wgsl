// One invocation per element, without workgroup memory: for small products, where barriers and idle
// lanes would cost most.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let shape = product_shape();
  let places = product_places();
  let row = id.x / shape.y;
  let column = id.x % shape.y;
  if (row >= shape.x) {
    return;
  }
  var left_at = places.left.x + row * places.left.y;
  var right_at = places.right.x + column * places.right.z;
  var sum = 0.0;
  for (var k = 0u; k < shape.z; k++) {
    sum += left(row, left_at) * right(right_at);
    left_at += places.left.z;
    right_at += places.right.y;
  }
  finish(row, column, sum);
}
