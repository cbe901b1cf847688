// For losses that are means over the outputs of element_loss and element_gradient.

fn row_context(first: u32, outputs: u32) -> vec2f {
  return vec2f(0.0, 0.0);
}

fn output_share(outputs: u32) -> f32 {
  return 1.0 / f32(outputs);
}

fn output_loss(o: f32, t: f32, context: vec2f) -> f32 {
  return element_loss(o, t);
}

fn output_gradient(o: f32, t: f32, context: vec2f) -> f32 {
  return element_gradient(o, t);
}
