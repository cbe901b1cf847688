// Not max(0, z), which may turn NaN into 0.
fn activate(z: f32) -> f32 {
  return select(z, 0.0, z < 0.0);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return select(0.0, 1.0, z > 0.0);
}
