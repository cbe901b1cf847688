// A product left [rows, depth] · right [depth, columns]. An op defines `product_shape` (rows, columns,
// depth), `product_places`, `left` and `right` (the value of an operand at a place), and `finish`,
// which takes each sum; one of the `matmul_*` passes does the rest.

/// Element [i, j] of an operand stands at x + i·y + j·z of its buffer, so that loops count places up
/// instead of computing them anew.
struct Places {
  left: vec3u,
  right: vec3u,
}
