fn activate(z: f32) -> f32 {
  return select(select(0.0, 1.0, z >= 0.0), z, is_nan(z));
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return 0.0;
}
