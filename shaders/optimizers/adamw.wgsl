// Loshchilov and Hutter, 2019. setting3 is λ: weights shrink apart from the gradient.
const SLOTS = 2u;

fn update(was: Moving, g: f32) -> Moving {
  let kept = was.weight * (1.0 - batch.learning_rate * op.setting3);
  return adam_update(Moving(kept, was.slot0, was.slot1), g);
}
