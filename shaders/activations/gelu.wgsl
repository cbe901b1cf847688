fn activate(z: f32) -> f32 {
  return z * normal_cumulative(z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  let density = 0.398942280 * exponential(-0.5 * z * z);
  return normal_cumulative(z) + z * density;
}
