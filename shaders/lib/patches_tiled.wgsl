// 4×4 elements in the registers of each invocation, 64 invocations per workgroup: row_lanes ×
// column_lanes of them share a tile of the product, and where that is fewer than 64 the rest take
// turns over its depth and their sums are added in a fixed order. Tall tiles serve few channels.
// Workgroup (x, y): tile of columns, tile of rows of a part of the depth; there are as many parts as
// there are workgroups for.

override row_lanes: u32 = 8;
override column_lanes: u32 = 8;
/// k taken at a time.
override tile_depth: u32 = 16;
/// tile_depth · row_lanes, or four for each invocation where they take turns.
override left_vectors: u32 = 128;

const LANES = 64u;

// No larger than they must be: some devices take their time to clear them.
var<workgroup> row_places: array<vec3i, 4 * row_lanes>;
// Four neighbouring rows or columns to a vector, [k][lane].
var<workgroup> left_tile: array<vec4f, left_vectors>;
var<workgroup> right_tile: array<vec4f, tile_depth * column_lanes>;

@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  replica = group.z;
  let p = patches();
  let rows = row_count(p);
  let depth = depth_count(p);
  let row_tiles = (rows + 4u * row_lanes - 1u) / (4u * row_lanes);
  let part = group.y / row_tiles;
  let part_count = groups.y / row_tiles;
  parts = part_count;
  let first_row = (group.y % row_tiles) * 4u * row_lanes;
  let first_column = group.x * 4u * column_lanes;
  // Parts are whole numbers of steps through the depth; the last ones may be empty.
  let part_depth = ((depth + part_count * tile_depth - 1u) / (part_count * tile_depth)) * tile_depth;
  let end = min(depth, (part + 1u) * part_depth);

  let right_origin = right_base() + p.right_origin;
  let tile_lanes = row_lanes * column_lanes;
  let lane_column = index % column_lanes;
  let lane_row = (index % tile_lanes) / column_lanes;
  let turn = index / tile_lanes;
  let turns = LANES / tile_lanes;

  for (var i = index; i < 4u * row_lanes; i += LANES) {
    let row = first_row + i;
    row_places[i] = NOWHERE;
    if (row < rows) {
      row_places[i] = row_place(p, row);
    }
  }
  workgroupBarrier();

  var sums = array<vec4f, 4>(); // [row] of four columns
  for (var start = part * part_depth; start < end; start += tile_depth) {
    // Neighbouring lanes read neighbouring k of the left and columns of the right operand.
    let left_k = start + index % tile_depth;
    var place = NOWHERE;
    if (left_k < end) {
      place = walk(p.depth_steps, split_index(left_k, p.depth_shape));
    }
    for (var i = index / tile_depth; i < row_lanes; i += LANES / tile_depth) {
      var values: vec4f;
      for (var j = 0u; j < 4u; j++) {
        values[j] = left(row_places[4u * i + j] + place, p.extent, p.pitch);
      }
      left_tile[(index % tile_depth) * row_lanes + i] = values;
    }
    for (var at = index; at < tile_depth * column_lanes; at += LANES) {
      let k = start + at / column_lanes;
      let column = first_column + 4u * (at % column_lanes);
      let steps = split_index(k, p.depth_shape) * p.right_steps;
      let right_at = right_origin + steps.x + steps.y + steps.z + column * p.right_column;
      var values = vec4f();
      for (var j = 0u; j < 4u; j++) {
        if (k < end && column + j < p.columns) {
          values[j] = right(right_at + j * p.right_column);
        }
      }
      right_tile[at] = values;
    }
    workgroupBarrier();
    for (var k = turn; k < tile_depth; k += turns) {
      let from_left = left_tile[k * row_lanes + lane_row];
      let from_right = right_tile[k * column_lanes + lane_column];
      sums[0] += from_left.x * from_right;
      sums[1] += from_left.y * from_right;
      sums[2] += from_left.z * from_right;
      sums[3] += from_left.w * from_right;
    }
    workgroupBarrier();
  }

  if (turns > 1u) {
    for (var i = 0u; i < 4u; i++) {
      left_tile[i * LANES + index] = sums[i];
    }
    workgroupBarrier();
    if (turn > 0u) {
      return;
    }
    for (var other = 1u; other < turns; other++) {
      for (var i = 0u; i < 4u; i++) {
        sums[i] += left_tile[i * LANES + other * tile_lanes + index];
      }
    }
  }
  for (var i = 0u; i < 4u; i++) {
    let row = first_row + 4u * lane_row + i;
    for (var j = 0u; j < 4u; j++) {
      let column = first_column + 4u * lane_column + j;
      if (row < rows && column < p.columns) {
        finish(part, row, column, sums[i][j]);
      }
    }
  }
}
