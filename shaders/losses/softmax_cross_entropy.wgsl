// −Σ t·ln softmax(o), relative to the largest output m; targets add up to 1.

/// (m, ln Σ e^(o − m)), where the largest output's own term, 1, is left to log_one_plus.
fn row_context(first: u32, outputs: u32) -> vec2f {
  var largest = 0u;
  for (var i = 1u; i < outputs; i++) {
    if (activations[first + i] > activations[first + largest]) {
      largest = i;
    }
  }
  let m = activations[first + largest];
  var others = 0.0;
  for (var i = 0u; i < outputs; i++) {
    if (i != largest) {
      others += exponential(activations[first + i] - m);
    }
  }
  return vec2f(m, log_one_plus(others));
}

fn output_share(outputs: u32) -> f32 {
  return 1.0;
}

fn output_loss(o: f32, t: f32, context: vec2f) -> f32 {
  return t * ((context.x - o) + context.y);
}

fn output_gradient(o: f32, t: f32, context: vec2f) -> f32 {
  return exponential((o - context.x) - context.y) - t;
}
