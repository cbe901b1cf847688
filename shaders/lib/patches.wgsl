// A product left [rows, depth] · right [depth, columns] whose left operand is looked up in images
// instead of being laid out, so that a convolution is a product ("implicit GEMM"). Its depth counts
// triples [i, j, l] in row-major order. An op defines `patches_shape` (rows, columns, depth),
// `depth_shape` (sizes of i, j, l), what stands where, `left` and `right` (the value at a place), and
// `finish`, which takes each sum; one of the `patches_*` passes does the rest.
//
// A place of the left operand is (offset in floats, y, x), the sum of what `left_row` and
// `left_depth` say; y and x tell whether it is inside the image, and `left` is 0 outside. A place of
// the right operand is the sum of `right_depth` and `right_column`.

/// Into how many parts the depth is split; `finish` is told which part a sum is of.
override parts: u32 = 1;

/// Outside of every image, whatever is added to it.
const NOWHERE = vec3i(0, -0x40000000, 0);

/// Index in row-major order → triple.
fn split_index(index: u32, shape: vec3u) -> vec3u {
  let line = index / shape.z;
  return vec3u(line / shape.y, line % shape.y, index % shape.z);
}
