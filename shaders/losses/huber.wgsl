// Huber, "Robust Estimation of a Location Parameter", 1964, with threshold 1.

fn element_loss(o: f32, t: f32) -> f32 {
  let distance = abs(o - t);
  return select(distance - 0.5, 0.5 * distance * distance, distance <= 1.0);
}

fn element_gradient(o: f32, t: f32) -> f32 {
  return clamp(o - t, -1.0, 1.0);
}
