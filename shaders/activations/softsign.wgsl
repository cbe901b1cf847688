fn activate(z: f32) -> f32 {
  return z / (1.0 + abs(z));
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  let slope = 1.0 / (1.0 + abs(z));
  return slope * slope;
}
