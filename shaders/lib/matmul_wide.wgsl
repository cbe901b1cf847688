// 32×32 elements per workgroup of 64, each invocation keeping 4×4 of them in registers: for large
// products.

const TILE = 32u;
const DEPTH = 16u;
const LANES = 64u;

// Four neighbouring rows or columns to a vector; the first index is k.
var<workgroup> left_tile: array<array<vec4f, 8>, DEPTH>;
var<workgroup> right_tile: array<array<vec4f, 8>, DEPTH>;

fn left_or_zero(shape: vec3u, places: Places, row: u32, k: u32) -> f32 {
  if (row < shape.x && k < shape.z) {
    return left(row, places.left.x + row * places.left.y + k * places.left.z);
  }
  return 0.0;
}

fn right_or_zero(shape: vec3u, places: Places, k: u32, column: u32) -> f32 {
  if (k < shape.z && column < shape.y) {
    return right(places.right.x + k * places.right.y + column * places.right.z);
  }
  return 0.0;
}

@compute @workgroup_size(8, 8)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) lane: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  replica = group.z;
  let shape = product_shape();
  let places = product_places();
  let first_row = group.y * TILE;
  let first_column = group.x * TILE;
  var sums = array<vec4f, 4>(); // [row] of four columns
  for (var start = 0u; start < shape.z; start += DEPTH) {
    for (var at = index; at < DEPTH * 8u; at += LANES) {
      // Neighbouring lanes read neighbouring k of the left and columns of the right operand.
      let left_k = start + at % DEPTH;
      let row = first_row + 4u * (at / DEPTH);
      left_tile[at % DEPTH][at / DEPTH] = vec4f(
        left_or_zero(shape, places, row, left_k),
        left_or_zero(shape, places, row + 1u, left_k),
        left_or_zero(shape, places, row + 2u, left_k),
        left_or_zero(shape, places, row + 3u, left_k),
      );
      let right_k = start + at / 8u;
      let column = first_column + 4u * (at % 8u);
      right_tile[at / 8u][at % 8u] = vec4f(
        right_or_zero(shape, places, right_k, column),
        right_or_zero(shape, places, right_k, column + 1u),
        right_or_zero(shape, places, right_k, column + 2u),
        right_or_zero(shape, places, right_k, column + 3u),
      );
    }
    workgroupBarrier();
    for (var k = 0u; k < DEPTH; k++) {
      let from_left = left_tile[k][lane.y];
      let from_right = right_tile[k][lane.x];
      sums[0] += from_left.x * from_right;
      sums[1] += from_left.y * from_right;
      sums[2] += from_left.z * from_right;
      sums[3] += from_left.w * from_right;
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < 4u; i++) {
    let row = first_row + 4u * lane.y + i;
    for (var j = 0u; j < 4u; j++) {
      let column = first_column + 4u * lane.x + j;
      if (row < shape.x && column < shape.y) {
        finish(row, column, sums[i][j]);
      }
    }
  }
}
