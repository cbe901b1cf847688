fn element_loss(o: f32, t: f32) -> f32 {
  return abs(o - t);
}

fn element_gradient(o: f32, t: f32) -> f32 {
  return sign(o - t);
}
