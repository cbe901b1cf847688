fn activate(z: f32) -> f32 {
  return select(0.01 * z, z, z > 0.0);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return select(0.01, 1.0, z > 0.0);
}
