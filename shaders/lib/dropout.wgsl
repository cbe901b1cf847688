/// What dropout makes of value i of the batch: 0 or value / (1 − rate), as one division in both
/// directions. Not a choice of 0, so that NaN and infinity stay seen.
fn drop_out(i: u32, value: f32) -> f32 {
  let uniform_number = f32(pcg(i + pcg(op.salt + batch.noise)) >> 8u) / 16777216.0;
  let kept = select(1.0, 0.0, uniform_number < op.rate);
  return value * kept / (1.0 - op.rate);
}
