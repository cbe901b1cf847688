// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
const SELU_SCALE = 1.0507009873554805;
const SELU_LEFT_SCALE = 1.7580993408473766; // SELU_SCALE · 1.6732632423543772

fn activate(z: f32) -> f32 {
  return select(SELU_LEFT_SCALE * exponential_minus_one(z), SELU_SCALE * z, z > 0.0);
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  return select(SELU_LEFT_SCALE * exponential(z), SELU_SCALE, z > 0.0);
}
