import { passBack } from './activations'
import { Batch } from './batch'
import { activations, gradients, parameters, scratch } from './buffers'
import { invert, sumOfChannels, sumOfNormalized } from './image/channels'
import { after } from './image/window'
import { save } from './lanes'

/** See `BatchNormGradientOp` in image-ops.ts. */
@unmanaged
export class BatchNormGradientOp {
  code: u32
  rows: u32
  positions: u32
  channels: u32
  x: u32
  delta: u32
  gamma: u32
  beta: u32
  moments: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
  training: u32
  runningVariance: u32
  epsilon: f32
}

export function batchNormGradient(op: BatchNormGradientOp, batch: Batch): void {
  const count = (batch.rows * op.positions) as i32
  const to = activations + (op.inputDelta << 2)
  if (op.training) throughMoments(op, count, batch.accumulate != 0, to)
  else throughConstants(op, count, to)
  const z = activations + (op.z << 2)
  passBack(op.activation, z, activations + (op.a << 2), to, count * (op.channels as i32))
}

/** ∂L/∂x = γ/√(σ² + ε) · δ, with σ² the running variance. */
function throughConstants(op: BatchNormGradientOp, count: i32, to: usize): void {
  const channels = op.channels as i32
  const delta = activations + (op.delta << 2)
  const gamma = parameters + (op.gamma << 2)
  const inverse = scratch
  invert(channels, parameters + (op.runningVariance << 2), op.epsilon, inverse)
  for (let c = 0; c < channels; c += 4) {
    const slope = f32x4.mul(v128.load(gamma + (c << 2)), v128.load(inverse + (c << 2)))
    let place = c << 2
    for (let i = 0; i < count; i++, place += channels << 2) {
      save(to + place, f32x4.mul(slope, v128.load(delta + place)), channels - c)
    }
  }
}

/**
 * With x̂ = (x − μ)/√(σ² + ε) and n values per channel: ∂L/∂β = Σ δ, ∂L/∂γ = Σ δ·x̂ and
 * ∂L/∂x = γ/√(σ² + ε) · (δ − (∂L/∂β + x̂·∂L/∂γ)/n), with the sums of this batch alone.
 */
function throughMoments(op: BatchNormGradientOp, count: i32, keep: bool, to: usize): void {
  const channels = op.channels as i32
  const x = activations + (op.x << 2)
  const delta = activations + (op.delta << 2)
  const mean = activations + (op.moments << 2)
  const inverse = mean + (channels << 2)

  const sums = scratch
  const products = after(sums, 2 * (channels + 3))
  const meanDelta = after(products, 2 * (channels + 3))
  const meanProduct = after(meanDelta, channels + 3)
  sumOfChannels(count, channels, delta, sums)
  sumOfNormalized(count, channels, delta, x, mean, inverse, products)
  settle(channels, count, sums, gradients + (op.beta << 2), keep, meanDelta)
  settle(channels, count, products, gradients + (op.gamma << 2), keep, meanProduct)

  const gamma = parameters + (op.gamma << 2)
  for (let c = 0; c < channels; c += 4) {
    const at = c << 2
    const centre = v128.load(mean + at)
    const scale = v128.load(inverse + at)
    const slope = f32x4.mul(v128.load(gamma + at), scale)
    const constant = v128.load(meanDelta + at)
    const linear = v128.load(meanProduct + at)
    let place = at
    for (let i = 0; i < count; i++, place += channels << 2) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + place), centre), scale)
      const rest = f32x4.add(constant, f32x4.mul(normal, linear))
      const value = f32x4.mul(slope, f32x4.sub(v128.load(delta + place), rest))
      save(to + place, value, channels - c)
    }
  }
}

/** Sums of the batch to the gradient, and their means for the input's. */
function settle(
  channels: i32,
  count: i32,
  sums: usize,
  gradient: usize,
  keep: bool,
  means: usize,
): void {
  for (let c = 0; c < channels; c++) {
    const sum = load<f64>(sums + (c << 3))
    const to = gradient + (c << 2)
    store<f32>(to, (sum as f32) + (keep ? load<f32>(to) : 0))
    store<f32>(means + (c << 2), (sum / (count as f64)) as f32)
  }
}
