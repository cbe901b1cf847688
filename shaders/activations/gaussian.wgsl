fn activate(z: f32) -> f32 {
  return exponential(-z * z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return -2.0 * z * exponential(-z * z);
}
