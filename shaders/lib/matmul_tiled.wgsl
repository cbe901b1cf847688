// [rows, columns] = left [rows, depth] · right [depth, columns], 16×16 elements per workgroup, each
// operand read once per tile into workgroup memory.
// The op defines product_shape, left, right and finish.

const TILE = 16u;

var<workgroup> left_tile: array<array<f32, TILE>, TILE>; // [row, k]
var<workgroup> right_tile: array<array<f32, TILE>, TILE>; // [k, column]

@compute @workgroup_size(TILE, TILE)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  replica = group.z;
  let shape = product_shape();
  let row = group.y * TILE + lane.y;
  let column = group.x * TILE + lane.x;
  var sum = 0.0;
  for (var start = 0u; start < shape.z; start += TILE) {
    var from_left = 0.0;
    if (row < shape.x && start + lane.x < shape.z) {
      from_left = left(row, start + lane.x);
    }
    var from_right = 0.0;
    if (start + lane.y < shape.z && column < shape.y) {
      from_right = right(start + lane.y, column);
    }
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
