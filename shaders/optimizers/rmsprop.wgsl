// Tieleman and Hinton, 2012. setting0 is ρ, setting1 is ε; slot 0 is the average of g².
const SLOTS = 1u;

fn update(was: Moving, g: f32) -> Moving {
  let squares = op.setting0 * was.slot0 + (1.0 - op.setting0) * g * g;
  let step = batch.learning_rate * g / (sqrt(squares) + op.setting1);
  return Moving(was.weight - step, squares, 0.0);
}
