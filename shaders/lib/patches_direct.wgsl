// One invocation per element, without workgroup memory: for small products and narrow ones.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let p = patches();
  let row = id.x / p.columns;
  let column = id.x % p.columns;
  if (row >= row_count(p)) {
    return;
  }
  let steps = p.depth_steps;
  let depths = p.depth_shape;
  var place_i = row_place(p, row);
  var right_i = right_base() + p.right_origin + column * p.right_column;
  var sum = 0.0;
  for (var i = 0u; i < depths.x; i++) {
    var place_j = place_i;
    var right_j = right_i;
    for (var j = 0u; j < depths.y; j++) {
      var place = place_j;
      var right_at = right_j;
      for (var l = 0u; l < depths.z; l++) {
        sum += left(place, p.extent, p.pitch) * right(right_at);
        place += steps.l;
        right_at += p.right_steps.z;
      }
      place_j += steps.j;
      right_j += p.right_steps.y;
    }
    place_i += steps.i;
    right_i += p.right_steps.x;
  }
  finish(0u, row, column, sum);
}
