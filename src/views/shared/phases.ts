import { type Phase, phasesOf } from '../../store/phase'
import type { Loaded } from '../../worker/protocol'
import { layerNumber } from './place'

/** The phase that is shown and where it stands among all of its update. */
export interface ShownPhase {
  readonly phase: Phase
  /** Counted from 1. */
  readonly number: number
  readonly count: number
}

/** Null while no update is taken apart. */
export function shownPhase(loaded: Loaded, at: number | null): ShownPhase | null {
  const phases = phasesOf(loaded.layers)
  const phase = at === null ? undefined : phases[at]
  return phase && at !== null ? { phase, number: at + 1, count: phases.length } : null
}

/** "forward: Layer 2", "update". */
export function phaseText(phase: Phase): string {
  switch (phase.kind) {
    case 'batch':
      return 'pick the batch'
    case 'forward':
    case 'backward':
      return `${phase.kind}: ${layerNumber(phase.layer)}`
    case 'loss':
    case 'update':
      return phase.kind
  }
}
