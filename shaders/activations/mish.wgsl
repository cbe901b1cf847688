// With e = eᶻ and n = e·(e + 2), tanh(ln(1 + e)) = n / (n + 2), and 1 − tanh² = (4n + 4) / (n + 2)².
// Beyond z = 20 it is z to the last bit.

fn activate(z: f32) -> f32 {
  let e = exponential(min(z, 20.0));
  let n = e * (e + 2.0);
  return z * (n / (n + 2.0));
}

fn activate_derivative(z: f32, a: f32) -> f32 {
  let e = exponential(min(z, 20.0));
  let n = e * (e + 2.0);
  let slope = (4.0 * n + 4.0) / (n + 2.0) / (n + 2.0);
  return n / (n + 2.0) + z * slope * logistic(z);
}
