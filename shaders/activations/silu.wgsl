fn activate(z: f32) -> f32 {
  return z * logistic(z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return logistic(z) * (1.0 + z * logistic(-z));
}
