import { activate } from './activations'
import { Batch } from './batch'
import { activations, parameters, scratch } from './buffers'
import { invert, sumOfChannels, sumOfSquares } from './image/channels'
import { after } from './image/window'
import { save } from './lanes'

/** See `BatchNormOp` in image-ops.ts. */
@unmanaged
export class BatchNormOp {
  code: u32
  rows: u32
  positions: u32
  channels: u32
  x: u32
  gamma: u32
  beta: u32
  runningMean: u32
  runningVariance: u32
  moments: u32
  z: u32
  a: u32
  training: u32
  activation: u32
  momentum: f32
  epsilon: f32
}

export function batchNorm(op: BatchNormOp, batch: Batch): void {
  const channels = op.channels as i32
  const count = (batch.rows * op.positions) as i32
  let mean = activations + (op.moments << 2)
  let inverse = mean + (channels << 2)
  if (op.training) {
    measure(op, count, mean, inverse)
  } else {
    mean = parameters + (op.runningMean << 2)
    inverse = scratch
    invert(channels, parameters + (op.runningVariance << 2), op.epsilon, inverse)
  }

  const bytes = (op.positions * op.channels) << 2
  let x = activations + (op.x << 2)
  let z = activations + (op.z << 2)
  let a = activations + (op.a << 2)
  const rows = batch.rows as i32
  for (let row = 0; row < rows; row++, x += bytes, z += bytes, a += bytes) {
    normalize(op, x, mean, inverse, z)
    activate(op.activation, z, a, op.positions * op.channels)
  }
}

/** The batch's moments, and the running ones moved towards them. */
function measure(op: BatchNormOp, count: i32, mean: usize, inverse: usize): void {
  const channels = op.channels as i32
  const means = scratch
  const squares = after(means, 2 * (channels + 3))
  const x = activations + (op.x << 2)
  sumOfChannels(count, channels, x, means)
  for (let c = 0; c < channels; c++) {
    const at = means + (c << 3)
    store<f64>(at, load<f64>(at) / (count as f64))
    store<f32>(mean + (c << 2), load<f64>(at) as f32)
  }
  sumOfSquares(count, channels, x, means, squares)
  for (let c = 0; c < channels; c++) {
    const variance = load<f64>(squares + (c << 3)) / (count as f64)
    const deviation = sqrt<f64>(variance + (op.epsilon as f64))
    store<f32>(inverse + (c << 2), (1 / deviation) as f32)
  }
  // Without momentum nothing moves, whatever the batch is like.
  if (op.momentum == 0) return
  // A single value has no unbiased variance; its biased one is 0.
  const freedom = max(1, count - 1) as f64
  for (let c = 0; c < channels; c++) {
    move(parameters + ((op.runningMean + c) << 2), load<f64>(means + (c << 3)), op.momentum)
    const unbiased = load<f64>(squares + (c << 3)) / freedom
    move(parameters + ((op.runningVariance + c) << 2), unbiased, op.momentum)
  }
}

function move(running: usize, target: f64, momentum: f32): void {
  const share = momentum as f64
  const value = (1 - share) * (load<f32>(running) as f64) + share * target
  store<f32>(running, value as f32)
}

/** One row, four channels at a time. */
function normalize(op: BatchNormOp, x: usize, mean: usize, inverse: usize, z: usize): void {
  const positions = op.positions as i32
  const channels = op.channels as i32
  const gamma = parameters + (op.gamma << 2)
  const beta = parameters + (op.beta << 2)
  for (let c = 0; c < channels; c += 4) {
    const at = c << 2
    const centre = v128.load(mean + at)
    const scale = f32x4.mul(v128.load(gamma + at), v128.load(inverse + at))
    const shift = v128.load(beta + at)
    let from = x + at
    let to = z + at
    for (let i = 0; i < positions; i++, from += channels << 2, to += channels << 2) {
      const scaled = f32x4.mul(f32x4.sub(v128.load(from), centre), scale)
      save(to, f32x4.add(scaled, shift), channels - c)
    }
  }
}
