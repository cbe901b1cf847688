import { Batch } from './batch'
import { activations, data, scratch } from './buffers'
import { copy, zero } from './lanes'
import { permute } from './permutation'

/** See `GatherOp` in plan.ts. */
@unmanaged
export class GatherOp {
  code: u32
  rows: u32
  inputs: u32
  inputWidth: u32
  targets: u32
  targetWidth: u32
}

const IN_ORDER: u32 = 0
const PERMUTED: u32 = 1

export function gather(op: GatherOp, batch: Batch): void {
  const rows = batch.rows
  const inputs = data + (batch.inputs << 2)
  const targets = data + (batch.targets << 2)
  const toInputs = activations + (op.inputs << 2)
  const toTargets = activations + (op.targets << 2)
  if (batch.order == IN_ORDER) {
    copy(inputs + ((batch.start * op.inputWidth) << 2), toInputs, rows * op.inputWidth)
    copy(targets + ((batch.start * op.targetWidth) << 2), toTargets, rows * op.targetWidth)
  } else {
    if (batch.order == PERMUTED) permute(batch.start, rows, batch.count, batch.key, scratch)
    else wrap(batch.start, rows, batch.count)
    copyRows(inputs, toInputs, rows, op.inputWidth)
    copyRows(targets, toTargets, rows, op.targetWidth)
  }
  const empty = op.rows - rows
  zero(toInputs + ((rows * op.inputWidth) << 2), empty * op.inputWidth)
  zero(toTargets + ((rows * op.targetWidth) << 2), empty * op.targetWidth)
}

/** Positions modulo the number of examples, to `scratch`. */
function wrap(start: u32, rows: u32, count: u32): void {
  let index = start % count
  for (let row: u32 = 0; row < rows; row++) {
    store<u32>(scratch + (row << 2), index)
    index++
    if (index == count) index = 0
  }
}

/** Copies the rows whose indices stand in `scratch`. */
function copyRows(from: usize, to: usize, rows: u32, width: u32): void {
  const bytes = width << 2
  for (let row: u32 = 0; row < rows; row++, to += bytes) {
    copy(from + load<u32>(scratch + (row << 2)) * bytes, to, width)
  }
}
