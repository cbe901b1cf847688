// 16×16 elements per workgroup, each operand read once per tile into workgroup memory.

const TILE = 16u;

var<workgroup> left_tile: array<array<f32, TILE>, TILE>; // [row, k]
var<workgroup> right_tile: array<array<f32, TILE>, TILE>; // [k, column]

@compute @workgroup_size(TILE, TILE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  replica = group.z;
  let shape = product_shape();
  let places = product_places();
  let row = group.y * TILE + lane.y;
  let column = group.x * TILE + lane.x;
  var left_at = places.left.x + row * places.left.y + lane.x * places.left.z;
  var right_at = places.right.x + lane.y * places.right.y + column * places.right.z;
  var sum = 0.0;
  for (var start = 0u; start < shape.z; start += TILE) {
    var from_left = 0.0;
    if (row < shape.x && start + lane.x < shape.z) {
      from_left = left(row, left_at);
    }
    var from_right = 0.0;
    if (start + lane.y < shape.z && column < shape.y) {
      from_right = right(right_at);
    }
    left_at += TILE * places.left.z;
    right_at += TILE * places.right.y;
    left_tile[lane.y][lane.x] = from_left;
    right_tile[lane.y][lane.x] = from_right;
    workgroupBarrier();
    for (var k = 0u; k < TILE; k++) {
      sum += left_tile[lane.y][k] * right_tile[k][lane.x];
    }
    workgroupBarrier();
  }
  if (row < shape.x && column < shape.y) {
    finish(row, column, sum);
  }
}
