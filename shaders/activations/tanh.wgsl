fn activate(z: f32) -> f32 {
  return hyperbolic_tangent(z);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return (1.0 - a) * (1.0 + a);
}
