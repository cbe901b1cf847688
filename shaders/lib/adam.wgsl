/// Kingma and Ba, 2015. Settings are β₁, β₂, ε; slots are the averages of g and g².
fn adam_update(was: Moving, g: f32) -> Moving {
  let mean = op.setting0 * was.slot0 + (1.0 - op.setting0) * g;
  let squares = op.setting1 * was.slot1 + (1.0 - op.setting1) * g * g;
  let divisor = sqrt(squares * batch.correction2) + op.setting2;
  let step = batch.learning_rate * (mean * batch.correction1) / divisor;
  return Moving(was.weight - step, mean, squares);
}
