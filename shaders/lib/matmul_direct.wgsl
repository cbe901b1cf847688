// [rows, columns] = left [rows, depth] · right [depth, columns], one invocation per element, without
// workgroup memory: for small products, where barriers and idle lanes would cost most.
// The op defines product_shape, left, right and finish.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let shape = product_shape();
  let row = id.x / shape.y;
  let column = id.x % shape.y;
  if (row >= shape.x) {
    return;
  }
  var sum = 0.0;
  for (var k = 0u; k < shape.z; k++) {
    sum += left(row, k) * right(k, column);
  }
  finish(row, column, sum);
}
