// setting0 is μ; slot 0 is the velocity.
const SLOTS = 1u;

fn update(was: Moving, g: f32) -> Moving {
  let velocity = op.setting0 * was.slot0 + g;
  return Moving(was.weight - batch.learning_rate * (g + op.setting0 * velocity), velocity, 0.0);
}
