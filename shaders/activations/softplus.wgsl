fn activate(z: f32) -> f32 {
  return soft_plus(z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return logistic(z);
}
