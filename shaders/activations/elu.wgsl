fn activate(z: f32) -> f32 {
  return select(exponential_minus_one(z), z, z > 0.0);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return select(exponential(z), 1.0, z > 0.0);
}
