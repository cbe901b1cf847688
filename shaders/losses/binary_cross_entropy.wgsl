// On logits: −t·ln σ(o) − (1 − t)·ln(1 − σ(o)) = ln(1 + eᵒ) − t·o.

fn element_loss(o: f32, t: f32) -> f32 {
  // max(o, 0) − t·o written as |o| times what the target leaves, so that large |o| do not cancel.
  let wrong = abs(o) * select(t, 1.0 - t, o > 0.0);
  return wrong + log_one_plus(exponential(-abs(o)));
}

fn element_gradient(o: f32, t: f32) -> f32 {
  return logistic(o) - t;
}
