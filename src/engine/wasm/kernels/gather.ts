import { Batch } from './batch'
import { activations, data } from './buffers'
import { copy, zero } from './lanes'
import { permute, setKey } from './permutation'

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

const PERMUTED: u32 = 1
const WRAPPED: u32 = 2

export function gather(op: GatherOp, batch: Batch): void {
  const inputBytes = op.inputWidth << 2
  const targetBytes = op.targetWidth << 2
  const rows = batch.rows
  let toInputs = activations + (op.inputs << 2)
  let toTargets = activations + (op.targets << 2)
  const inputs = data + (batch.inputs << 2)
  const targets = data + (batch.targets << 2)

  if (batch.order == PERMUTED) setKey(batch.key)
  for (let row: u32 = 0; row < rows; row++) {
    let index = batch.start + row
    if (batch.order == PERMUTED) index = permute(index, batch.count)
    else if (batch.order == WRAPPED) index %= batch.count
    copy(inputs + index * inputBytes, toInputs, op.inputWidth)
    copy(targets + index * targetBytes, toTargets, op.targetWidth)
    toInputs += inputBytes
    toTargets += targetBytes
  }
  zero(toInputs, (op.rows - rows) * op.inputWidth)
  zero(toTargets, (op.rows - rows) * op.targetWidth)
}
