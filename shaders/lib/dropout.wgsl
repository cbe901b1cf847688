/// What dropout makes of value i of the batch: 0 or value / (1 − rate), as one division in both
/// directions. Not a choice of 0, so that NaN and infinity stay seen.
fn drop_out(i: u32, value: f32) -> f32 {
  let kept = select(1.0, 0.0, uniform_number(i + pcg(op.salt + batch.noise)) < op.rate);
  return value * kept / (1.0 - op.rate);
}
