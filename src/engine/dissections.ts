import { evaluationSlot } from '../plan/batches'
import type { Batch, BufferName, Plan, Reduction } from '../plan/plan'
import type { Dissected, ObservationRequest } from './backend'
import { rowWidth } from './probes'

/** What answers the questions about one update. */
export interface DissectionPass {
  /** For the program `dissect` and then for the reductions. */
  readonly batch: Batch
  readonly reductions: readonly Reduction[]
  /** Where the answers stand afterwards, in the order asked. */
  readonly places: readonly Place[]
}

interface Place {
  readonly buffer: BufferName
  /** In floats. */
  readonly offset: number
  readonly length: number
}

/** Its metrics go where the next evaluation overwrites them, not into the ring. */
export function dissectionPass(
  plan: Plan,
  { dissect, dissections = [] }: Pick<ObservationRequest, 'dissect' | 'dissections'>,
): DissectionPass | undefined {
  if (!dissect) return undefined
  return {
    batch: { ...dissect, slot: evaluationSlot(plan, 'train') },
    reductions: [...new Set(dissections.filter((asked) => 'kind' in asked))],
    places: dissections.map((asked) => placeOf(plan, asked, dissect.rows)),
  }
}

function placeOf({ dissection }: Plan, asked: Dissected, rows: number): Place {
  const isResult = 'kind' in asked
  const tensor = isResult ? asked.result : 'row' in asked ? asked.tensor : asked
  const { buffer, offset, shape } = tensor
  const width = rowWidth(tensor)
  if ('row' in asked) {
    return { buffer, offset: offset + Math.min(asked.row, rows - 1) * width, length: width }
  }
  // The tensors of the batch stand before all that a dissection leaves behind.
  const isOfBatch = !isResult && buffer === 'activations' && offset < dissection.update.offset
  return { buffer, offset, length: (isOfBatch ? rows : shape[0]) * width }
}
