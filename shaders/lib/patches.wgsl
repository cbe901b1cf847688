// A product left [rows, depth] · right [depth, columns] whose left operand is looked up in images
// instead of being laid out, so that a convolution is a product ("implicit GEMM"). Rows and depth
// both count triples [i, j, l] in row-major order: positions of an image, or taps of a filter. An op
// defines `patches`, `right` (the value of the right operand at a place), `right_base` (where the
// replica's part of its buffer begins) and `finish`, which takes each sum; one of the `patches_*`
// passes does the rest.

/// A place of the left operand is (offset in floats, y, x), the sum of what its row and its depth
/// contribute. The value stands at offset + y·pitch.x + x·pitch.y of `activations`; it is 0 where
/// (y, x) is outside the image.
/// Nothing in it depends on the replica, so that compilers know it to be uniform.
struct Patches {
  row_shape: vec3u,
  depth_shape: vec3u,
  columns: u32,
  origin: vec3i,
  row_steps: Steps,
  depth_steps: Steps,
  /// Height and width of the image.
  extent: vec2u,
  pitch: vec2i,
  /// Whether one more row of ones follows.
  ones: bool,
  /// The right operand: place of the first value, steps of i, j and l, and from column to column.
  right_origin: u32,
  right_steps: vec3u,
  right_column: u32,
}

/// What each of a triple's numbers contributes to a place.
struct Steps {
  i: vec3i,
  j: vec3i,
  l: vec3i,
}

/// Into how many parts the depth is split; `finish` is told which part a sum is of.
var<private> parts: u32 = 1u;
/// Only every so many places in y and x hold a value; those in between are 0.
override spread: i32 = 1;

/// Outside of every image, whatever is added to it.
const NOWHERE = vec3i(0, -0x40000000, 0);
/// The row of ones: outside as well, and told by y as long as NOWHERE is not added.
const ONES = vec3i(0, 0x20000000, 0);

fn positions_by(image: u32, stride: u32) -> Steps {
  let s = i32(stride);
  return Steps(vec3i(i32(image), 0, 0), vec3i(0, s, 0), vec3i(0, 0, s));
}

fn taps_by(dilation: i32) -> Steps {
  return Steps(vec3i(0, dilation, 0), vec3i(0, 0, dilation), vec3i(1, 0, 0));
}

/// Index in row-major order → triple.
fn split_index(index: u32, shape: vec3u) -> vec3u {
  let line = index / shape.z;
  return vec3u(line / shape.y, line % shape.y, index % shape.z);
}

fn row_count(p: Patches) -> u32 {
  return p.row_shape.x * p.row_shape.y * p.row_shape.z + select(0u, 1u, p.ones);
}

fn depth_count(p: Patches) -> u32 {
  return p.depth_shape.x * p.depth_shape.y * p.depth_shape.z;
}

fn walk(steps: Steps, triple: vec3u) -> vec3i {
  let t = vec3i(triple);
  return t.x * steps.i + t.y * steps.j + t.z * steps.l;
}

fn row_place(p: Patches, row: u32) -> vec3i {
  if (p.ones && row + 1u == row_count(p)) {
    return ONES;
  }
  let origin = p.origin + vec3i(i32(activation_base()), 0, 0);
  return origin + walk(p.row_steps, split_index(row, p.row_shape));
}

/// Value of the left operand. Without branches, which cost more than a value that is not needed.
fn left(place: vec3i, extent: vec2u, pitch: vec2i) -> f32 {
  var y = place.y;
  var x = place.z;
  var whole = true;
  if (spread > 1) {
    y /= spread;
    x /= spread;
    whole = y * spread == place.y && x * spread == place.z;
  }
  // Negative numbers wrap around to ones beyond every image.
  let inside = whole && u32(y) < extent.x && u32(x) < extent.y;
  let outside = select(0.0, 1.0, place.y > ONES.y / 2);
  return select(outside, activations[select(0, place.x + y * pitch.x + x * pitch.y, inside)], inside);
}
