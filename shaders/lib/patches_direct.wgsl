// One invocation per element, without workgroup memory: for small products and narrow ones.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let shape = patches_shape();
  let depths = depth_shape();
  let row = id.x / shape.y;
  let column = id.x % shape.y;
  if (row >= shape.x) {
    return;
  }
  let row_place = left_row(row);
  let column_place = right_column(column);
  var k = 0u;
  var sum = 0.0;
  for (var i = 0u; i < depths.x; i++) {
    for (var j = 0u; j < depths.y; j++) {
      for (var l = 0u; l < depths.z; l++) {
        let depth = vec3u(i, j, l);
        sum += left(row_place + left_depth(depth)) * right(right_depth(k, depth) + column_place);
        k++;
      }
    }
  }
  finish(0u, row, column, sum);
}
