fn activate(z: f32) -> f32 {
  return logistic(z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  let e = exponential(-abs(z));
  return e / ((1.0 + e) * (1.0 + e));
}
