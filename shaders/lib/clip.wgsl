/// g bounded to ±bound; a bound of 0 means none. NaN stays NaN.
fn clip_by_value(g: f32, bound: f32) -> f32 {
  if (bound > 0.0 && abs(g) > bound) {
    return select(bound, -bound, g < 0.0);
  }
  return g;
}
