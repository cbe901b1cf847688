const SLOTS = 2u;

fn update(was: Moving, g: f32) -> Moving {
  return adam_update(was, g);
}
