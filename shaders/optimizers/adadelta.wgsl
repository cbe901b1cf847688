// Zeiler, 2012. setting0 is ρ, setting1 is ε; slots are the averages of g² and of squared steps.
const SLOTS = 2u;

fn update(was: Moving, g: f32) -> Moving {
  let rho = op.setting0;
  let epsilon = op.setting1;
  let squares = rho * was.slot0 + (1.0 - rho) * g * g;
  let step = g * sqrt(was.slot1 + epsilon) / sqrt(squares + epsilon);
  let steps = rho * was.slot1 + (1.0 - rho) * step * step;
  return Moving(was.weight - batch.learning_rate * step, squares, steps);
}
