import { passBack } from './activations'
import { Batch } from './batch'
import { activations, metrics } from './buffers'
import { firstLanes, zero } from './lanes'
import * as binaryCrossEntropy from './losses/binary-cross-entropy'
import * as hinge from './losses/hinge'
import * as huber from './losses/huber'
import * as meanAbsoluteError from './losses/mean-absolute-error'
import * as meanSquaredError from './losses/mean-squared-error'
import * as softmaxCrossEntropy from './losses/softmax-cross-entropy'

/** In the order of the catalogue, `model/losses.ts`. */
export enum Loss {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  binaryCrossEntropy,
  softmaxCrossEntropy,
  hinge,
}

/** See `LossOp` in plan.ts. */
@unmanaged
export class LossOp {
  code: u32
  rows: u32
  outputs: u32
  z: u32
  a: u32
  targets: u32
  delta: u32
  backward: u32
  activation: u32
  classification: u32
  loss: u32
  targetThreshold: f32
}

const IDENTITY: u32 = 0

export function loss(op: LossOp, batch: Batch): void {
  const a = activations + (op.a << 2)
  const targets = activations + (op.targets << 2)
  // Address 0 tells losses that no gradient is wanted.
  const delta: usize = op.backward ? activations + (op.delta << 2) : 0
  const rows = batch.rows
  const count = rows * op.outputs
  const share: f32 =
    op.loss == Loss.softmaxCrossEntropy ? batch.scale : batch.scale / (op.outputs as f32)

  const sum = lossSum(op, a, targets, delta, rows, share) * (share as f64)
  if (op.backward) {
    if (op.activation != IDENTITY) {
      passBack(op.activation, activations + (op.z << 2), a, delta, count)
    }
    zero(delta + (count << 2), (op.rows - rows) * op.outputs)
  }

  let correct: f32 = 0
  if (op.classification) {
    const found =
      op.outputs == 1
        ? correctSides(a, targets, rows, op.targetThreshold)
        : correctClasses(a, targets, rows, op.outputs)
    correct = found as f32
  }
  const entry = metrics + (batch.slot << 2)
  if (batch.accumulate) {
    store<f32>(entry, load<f32>(entry) + (sum as f32))
    store<f32>(entry, load<f32>(entry, 4) + correct, 4)
  } else {
    store<f32>(entry, sum as f32)
    store<f32>(entry, correct, 4)
  }
}

/** Σ of the losses; writes `share` times their gradient to `delta` unless that is 0. */
function lossSum(op: LossOp, a: usize, targets: usize, delta: usize, rows: i32, share: f32): f64 {
  const count = rows * op.outputs
  switch (op.loss) {
    case Loss.meanSquaredError:
      return meanSquaredError.sum(a, targets, delta, count, share)
    case Loss.meanAbsoluteError:
      return meanAbsoluteError.sum(a, targets, delta, count, share)
    case Loss.huber:
      return huber.sum(a, targets, delta, count, share)
    case Loss.binaryCrossEntropy:
      return binaryCrossEntropy.sum(a, targets, delta, count, share)
    case Loss.softmaxCrossEntropy:
      return softmaxCrossEntropy.sum(a, targets, delta, rows, op.outputs, share)
    default:
      return hinge.sum(a, targets, delta, count, share)
  }
}

/** Rows whose only output lies on the side of 0 on which the target lies of the threshold. */
function correctSides(a: usize, targets: usize, rows: i32, threshold: f32): i32 {
  const bound = f32x4.splat(threshold)
  let correct = 0
  for (let row = 0; row < rows; row += 4, a += 16, targets += 16) {
    const predicted = f32x4.gt(v128.load(a), f32x4.splat(0))
    const wrong = v128.xor(predicted, f32x4.gt(v128.load(targets), bound))
    correct += popcnt(i32x4.bitmask(v128.andnot(firstLanes(rows - row), wrong)))
  }
  return correct
}

/** Rows whose largest output and largest target (the first, where several are) are the same. */
function correctClasses(a: usize, targets: usize, rows: i32, outputs: i32): i32 {
  let correct = 0
  for (let row = 0; row < rows; row++) {
    if (largest(a, outputs) == largest(targets, outputs)) correct++
    a += outputs << 2
    targets += outputs << 2
  }
  return correct
}

function largest(values: usize, count: i32): i32 {
  let best = load<f32>(values)
  let index = 0
  for (let i = 1; i < count; i++) {
    const value = load<f32>(values + (i << 2))
    if (value > best) {
      best = value
      index = i
    }
  }
  return index
}
