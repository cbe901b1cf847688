import { activations, parameters, state } from './buffers'
import { copy, save } from './lanes'

/** See `TakeBackOp` in plan.ts. */
@unmanaged
export class TakeBackOp {
  code: u32
  count: u32
  stateCount: u32
  parameters: u32
  state: u32
  update: u32
  nextState: u32
}

export function takeBack(op: TakeBackOp): void {
  const count = op.count as i32
  const kept = activations + (op.parameters << 2)
  subtract(parameters, kept, activations + (op.update << 2), count)
  copy(state, activations + (op.nextState << 2), op.stateCount)
  copy(kept, parameters, count)
  copy(activations + (op.state << 2), state, op.stateCount)
}

function subtract(from: usize, what: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, from += 16, what += 16, to += 16) {
    save(to, f32x4.sub(v128.load(from), v128.load(what)), count - i)
  }
}
