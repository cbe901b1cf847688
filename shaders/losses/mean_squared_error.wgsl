fn element_loss(o: f32, t: f32) -> f32 {
  return (o - t) * (o - t);
}

fn element_gradient(o: f32, t: f32) -> f32 {
  return 2.0 * (o - t);
}
