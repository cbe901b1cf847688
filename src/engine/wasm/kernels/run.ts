import { Batch } from './batch'
import { enter, Layout } from './buffers'
import { DenseOp, dense } from './dense'
import { DenseInputGradientOp, denseInputGradient } from './dense-input-gradient'
import { DenseWeightGradientOp, denseWeightGradient } from './dense-weight-gradient'
import { GatherOp, gather } from './gather'
import { GradientNormOp, gradientNorm } from './gradient-norm'
import { LossOp, loss } from './loss'
import { OptimizerOp, optimizer } from './optimizer'
import { permute } from './permutation'

/** In the order of `OP_KINDS` in record.ts. */
enum Code {
  gather,
  dense,
  loss,
  denseWeightGradient,
  denseInputGradient,
  gradientNorm,
  optimizer,
}

const RECORD_BYTES: usize = 64

/** The first address that no kernel uses itself. */
export function heapBase(): usize {
  return __heap_base
}

/** Runs a program of `opCount` records once for each batch record and each of the first replicas. */
export function run(
  layout: Layout,
  ops: usize,
  opCount: u32,
  batches: usize,
  batchCount: u32,
  replicas: u32,
): void {
  for (let replica: u32 = 0; replica < replicas; replica++) {
    enter(layout, replica)
    for (let i: u32 = 0; i < batchCount; i++) {
      const batch = changetype<Batch>(batches + i * RECORD_BYTES)
      for (let j: u32 = 0; j < opCount; j++) runOp(ops + j * RECORD_BYTES, batch)
    }
  }
}

function runOp(op: usize, batch: Batch): void {
  switch (load<u32>(op)) {
    case Code.gather:
      return gather(changetype<GatherOp>(op), batch)
    case Code.dense:
      return dense(changetype<DenseOp>(op), batch)
    case Code.loss:
      return loss(changetype<LossOp>(op), batch)
    case Code.denseWeightGradient:
      return denseWeightGradient(changetype<DenseWeightGradientOp>(op), batch)
    case Code.denseInputGradient:
      return denseInputGradient(changetype<DenseInputGradientOp>(op), batch)
    case Code.gradientNorm:
      return gradientNorm(changetype<GradientNormOp>(op), batch)
    case Code.optimizer:
      return optimizer(changetype<OptimizerOp>(op), batch)
  }
}

/** For the test against the twin in TypeScript. */
export function permuteTo(start: u32, rows: u32, count: u32, key: u32, to: usize): void {
  permute(start, rows, count, key, to)
}
