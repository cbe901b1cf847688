fn activate(z: f32) -> f32 {
  return sine_of_quadrant(z, 0);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return sine_of_quadrant(z, 1);
}
