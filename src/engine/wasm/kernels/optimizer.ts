import { Batch } from './batch'
import { data, gradients, metrics, parameters, scratch, state } from './buffers'
import { NORM_BYTES } from './gradient-norm'
import { clip, orNaN, save } from './lanes'
import * as adadelta from './optimizers/adadelta'
import * as adagrad from './optimizers/adagrad'
import * as adam from './optimizers/adam'
import * as momentum from './optimizers/momentum'
import * as nesterov from './optimizers/nesterov'
import * as rmsprop from './optimizers/rmsprop'
import * as sgd from './optimizers/sgd'

/** In the order of the catalogue, `model/optimizers.ts`. */
export enum Optimizer {
  sgd,
  momentum,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
}

/** See `OptimizerOp` in plan.ts. */
@unmanaged
export class OptimizerOp {
  code: u32
  optimizer: u32
  count: u32
  mask: u32
  l1: f32
  l2: f32
  clipValue: f32
  clipNorm: f32
  setting0: f32
  setting1: f32
  setting2: f32
  setting3: f32
}

export function optimizer(op: OptimizerOp, batch: Batch): void {
  const count = op.count as i32
  const changed = op.clipValue > 0 || op.clipNorm > 0 || op.l1 != 0 || op.l2 != 0
  // Rules know no mask: they are given what lies between the parameters that nothing touches.
  const mask = data + (op.mask << 2)
  const prepared = changed ? scratch : gradients
  let first = 0
  while (first < count) {
    if (load<f32>(mask + (first << 2)) < 0) {
      first++
      continue
    }
    const end = endOfRun(mask, first, count)
    if (changed) prepare(op, batch, first, end - first)
    update(op, batch, prepared, first, end - first)
    first = end
  }
}

/** The first masked parameter after `first`, or `count`. */
function endOfRun(mask: usize, first: i32, count: i32): i32 {
  for (let i = first; i < count; i += 4) {
    const masked = i32x4.bitmask(f32x4.lt(v128.load(mask + (i << 2)), f32x4.splat(0)))
    if (masked) return min(count, i + ctz(masked))
  }
  return count
}

/** `length` parameters from `first` on, by gradients that are as they should be. */
function update(op: OptimizerOp, batch: Batch, prepared: usize, first: i32, length: i32): void {
  const rate = batch.learningRate
  const w = parameters + (first << 2)
  const g = prepared + (first << 2)
  const slot0 = state + (first << 2)
  const slot1 = slot0 + (op.count << 2)
  switch (op.optimizer) {
    case Optimizer.sgd:
      return sgd.update(length, w, g, rate)
    case Optimizer.momentum:
      return momentum.update(length, w, g, slot0, rate, op.setting0)
    case Optimizer.nesterov:
      return nesterov.update(length, w, g, slot0, rate, op.setting0)
    case Optimizer.adagrad:
      return adagrad.update(length, w, g, slot0, rate, op.setting0)
    case Optimizer.adadelta:
      return adadelta.update(length, w, g, slot0, slot1, rate, op.setting0, op.setting1)
    case Optimizer.rmsprop:
      return rmsprop.update(length, w, g, slot0, rate, op.setting0, op.setting1)
    default:
      return adam.update(
        length,
        w,
        g,
        slot0,
        slot1,
        rate,
        op.setting0,
        op.setting1,
        op.setting2,
        batch.correction1,
        batch.correction2,
        op.optimizer == Optimizer.adamw ? rate * op.setting3 : 0,
      )
  }
}

/** Clips and regularizes gradients, to `scratch`: whoever looks at an update sees them as they were. */
function prepare(op: OptimizerOp, batch: Batch, first: i32, length: i32): void {
  const bound = op.clipValue
  let factor: f32 = 1
  if (op.clipNorm > 0) {
    const norm = load<f32>(metrics + (batch.slot << 2) + NORM_BYTES)
    // Written so that a NaN norm gives a NaN factor.
    if (!(norm <= op.clipNorm)) factor = op.clipNorm / norm
  }
  let at = gradients + (first << 2)
  let to = scratch + (first << 2)
  let weight = parameters + (first << 2)
  let mask = data + ((op.mask + first) << 2)
  for (let i = 0; i < length; i += 4, at += 16, to += 16, weight += 16, mask += 16) {
    let g = v128.load(at)
    if (bound > 0) g = clip(g, bound)
    if (op.clipNorm > 0) g = f32x4.mul(g, f32x4.splat(factor))
    const penalty = regularization(v128.load(weight), op.l1, op.l2)
    const masked = f32x4.gt(v128.load(mask), f32x4.splat(0))
    save(to, f32x4.add(g, v128.and(penalty, masked)), length - i)
  }
}

/** l2·w + l1·sign(w) */
function regularization(w: v128, l1: f32, l2: f32): v128 {
  const zero = f32x4.splat(0)
  const one = f32x4.splat(1.0)
  const above = v128.and(one, f32x4.gt(w, zero))
  const below = v128.and(one, f32x4.lt(w, zero))
  const sign = orNaN(f32x4.sub(above, below), w)
  return f32x4.add(f32x4.mul(w, f32x4.splat(l2)), f32x4.mul(sign, f32x4.splat(l1)))
}
