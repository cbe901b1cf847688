fn element_loss(o: f32, t: f32) -> f32 {
  let margin = 1.0 - t * o;
  return select(margin, 0.0, margin < 0.0);
}

fn element_gradient(o: f32, t: f32) -> f32 {
  return select(0.0, -t, 1.0 - t * o > 0.0);
}
