// Duchi, Hazan and Singer, 2011. setting0 is ε; slot 0 is the sum of squares.
const SLOTS = 1u;

fn update(was: Moving, g: f32) -> Moving {
  let squares = was.slot0 + g * g;
  let step = batch.learning_rate * g / (sqrt(squares) + op.setting0);
  return Moving(was.weight - step, squares, 0.0);
}
