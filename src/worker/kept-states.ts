import type { ParameterState } from '../engine/backend'
import type { Position } from '../plan/batches'

export interface KeptState {
  readonly position: Position
  readonly state: ParameterState
}

/** Bytes that kept states may take together. */
const BUDGET_BYTES = 16 * 1024 * 1024
/** At most this many, however small. */
const MOST_STATES = 24

/**
 * States to go back to: the initial one and some since, denser for the recent past. When there are
 * too many, the one goes whose neighbours in time are closest relative to its age.
 */
export class KeptStates {
  #states: KeptState[] = []

  get newest(): KeptState | undefined {
    return this.#states.at(-1)
  }

  clear(): void {
    this.#states = []
  }

  /** Keeps a finite state; one that holds a NaN or an infinity is no place to go back to. */
  keep(kept: KeptState): void {
    if (!kept.state.parameters.every(Number.isFinite)) return
    this.forgetFrom(kept.position.step)
    this.#states.push(kept)
    const bytes = 4 * (kept.state.parameters.length + kept.state.optimizer.length)
    const most = Math.max(3, Math.min(MOST_STATES, Math.floor(BUDGET_BYTES / Math.max(1, bytes))))
    if (this.#states.length > most) this.#states.splice(this.#leastMissed(), 1)
  }

  /** The newest state before `step`; the oldest if there is none. */
  before(step: number): KeptState | undefined {
    return this.#states.findLast(({ position }) => position.step < step) ?? this.#states[0]
  }

  forgetFrom(step: number): void {
    this.#states = this.#states.filter(({ position }) => position.step < step)
  }

  #leastMissed(): number {
    const steps = this.#states.map(({ position }) => position.step)
    const last = steps[steps.length - 1]
    let best = 1
    let least = Number.POSITIVE_INFINITY
    for (let i = 1; i < steps.length - 1; i++) {
      const gap = (steps[i + 1] - steps[i - 1]) / (last - steps[i] + 1)
      if (gap < least) {
        least = gap
        best = i
      }
    }
    return best
  }
}
