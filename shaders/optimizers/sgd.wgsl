const SLOTS = 0u;

fn update(was: Moving, g: f32) -> Moving {
  return Moving(was.weight - batch.learning_rate * g, 0.0, 0.0);
}
