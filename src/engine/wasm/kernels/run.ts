import { AddOp, add } from './add'
import { AugmentOp, augment } from './augment'
import { AveragePool2dOp, averagePool2d } from './average-pool2d'
import { AveragePool2dGradientOp, averagePool2dGradient } from './average-pool2d-gradient'
import { Batch } from './batch'
import { BatchNormOp, batchNorm } from './batch-norm'
import { BatchNormGradientOp, batchNormGradient } from './batch-norm-gradient'
import { enter, Layout } from './buffers'
import { ConvTranspose2dOp, convTranspose2d } from './conv-transpose2d'
import {
  ConvTranspose2dFilterGradientOp,
  convTranspose2dFilterGradient,
} from './conv-transpose2d-filter-gradient'
import {
  ConvTranspose2dInputGradientOp,
  convTranspose2dInputGradient,
} from './conv-transpose2d-input-gradient'
import { Conv2dOp, conv2d } from './conv2d'
import { Conv2dFilterGradientOp, conv2dFilterGradient } from './conv2d-filter-gradient'
import { Conv2dInputGradientOp, conv2dInputGradient } from './conv2d-input-gradient'
import { DeltaOp, delta } from './delta'
import { DenseOp, dense } from './dense'
import { DenseInputGradientOp, denseInputGradient } from './dense-input-gradient'
import { DenseWeightGradientOp, denseWeightGradient } from './dense-weight-gradient'
import { DropoutOp, dropout } from './dropout'
import { DropoutGradientOp, dropoutGradient } from './dropout-gradient'
import { GatherOp, gather } from './gather'
import { GradientNormOp, gradientNorm } from './gradient-norm'
import { LossOp, loss } from './loss'
import { MaxPool2dOp, maxPool2d } from './max-pool2d'
import { MaxPool2dGradientOp, maxPool2dGradient } from './max-pool2d-gradient'
import { OptimizerOp, optimizer } from './optimizer'
import { permute } from './permutation'
import { SetAsideOp, setAside } from './set-aside'
import { SummaryOp, summary } from './summary'
import { TakeBackOp, takeBack } from './take-back'
import { UnitSummaryOp, unitSummary } from './unit-summary'
import { Upsample2dOp, upsample2d } from './upsample2d'
import { Upsample2dGradientOp, upsample2dGradient } from './upsample2d-gradient'

/** In the order of `OP_KINDS` in record.ts. */
enum Code {
  gather,
  dense,
  loss,
  denseWeightGradient,
  denseInputGradient,
  gradientNorm,
  optimizer,
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  maxPool2d,
  maxPool2dGradient,
  averagePool2d,
  averagePool2dGradient,
  add,
  delta,
  batchNorm,
  batchNormGradient,
  dropout,
  dropoutGradient,
  augment,
  upsample2d,
  upsample2dGradient,
  convTranspose2d,
  convTranspose2dFilterGradient,
  convTranspose2dInputGradient,
  setAside,
  takeBack,
  summary,
  unitSummary,
}

/** `OP_WORDS` and `BATCH_WORDS` in bytes. */
const OP_BYTES: usize = 128
const BATCH_BYTES: usize = 64

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
      const batch = changetype<Batch>(batches + i * BATCH_BYTES)
      for (let j: u32 = 0; j < opCount; j++) runOp(ops + j * OP_BYTES, batch)
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
    case Code.conv2d:
      return conv2d(changetype<Conv2dOp>(op), batch)
    case Code.conv2dFilterGradient:
      return conv2dFilterGradient(changetype<Conv2dFilterGradientOp>(op), batch)
    case Code.conv2dInputGradient:
      return conv2dInputGradient(changetype<Conv2dInputGradientOp>(op), batch)
    case Code.maxPool2d:
      return maxPool2d(changetype<MaxPool2dOp>(op), batch)
    case Code.maxPool2dGradient:
      return maxPool2dGradient(changetype<MaxPool2dGradientOp>(op), batch)
    case Code.averagePool2d:
      return averagePool2d(changetype<AveragePool2dOp>(op), batch)
    case Code.averagePool2dGradient:
      return averagePool2dGradient(changetype<AveragePool2dGradientOp>(op), batch)
    case Code.add:
      return add(changetype<AddOp>(op), batch)
    case Code.delta:
      return delta(changetype<DeltaOp>(op), batch)
    case Code.batchNorm:
      return batchNorm(changetype<BatchNormOp>(op), batch)
    case Code.batchNormGradient:
      return batchNormGradient(changetype<BatchNormGradientOp>(op), batch)
    case Code.dropout:
      return dropout(changetype<DropoutOp>(op), batch)
    case Code.dropoutGradient:
      return dropoutGradient(changetype<DropoutGradientOp>(op), batch)
    case Code.augment:
      return augment(changetype<AugmentOp>(op), batch)
    case Code.upsample2d:
      return upsample2d(changetype<Upsample2dOp>(op), batch)
    case Code.upsample2dGradient:
      return upsample2dGradient(changetype<Upsample2dGradientOp>(op), batch)
    case Code.convTranspose2d:
      return convTranspose2d(changetype<ConvTranspose2dOp>(op), batch)
    case Code.convTranspose2dFilterGradient:
      return convTranspose2dFilterGradient(changetype<ConvTranspose2dFilterGradientOp>(op), batch)
    case Code.convTranspose2dInputGradient:
      return convTranspose2dInputGradient(changetype<ConvTranspose2dInputGradientOp>(op), batch)
    case Code.setAside:
      return setAside(changetype<SetAsideOp>(op))
    case Code.takeBack:
      return takeBack(changetype<TakeBackOp>(op))
    case Code.summary:
      return summary(changetype<SummaryOp>(op), batch)
    case Code.unitSummary:
      return unitSummary(changetype<UnitSummaryOp>(op), batch)
  }
}

/** For the test against the twin in TypeScript. */
export function permuteTo(start: u32, rows: u32, count: u32, key: u32, to: usize): void {
  permute(start, rows, count, key, to)
}
