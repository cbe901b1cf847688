import { activations, parameters, state } from './buffers'
import { copy } from './lanes'

/** See `SetAsideOp` in plan.ts. */
@unmanaged
export class SetAsideOp {
  code: u32
  count: u32
  stateCount: u32
  parameters: u32
  state: u32
}

export function setAside(op: SetAsideOp): void {
  copy(parameters, activations + (op.parameters << 2), op.count)
  copy(state, activations + (op.state << 2), op.stateCount)
}
