import type { ParameterState } from '../engine/backend'
import type { Position } from '../plan/batches'
import type { Timeline as Description, Difference } from './protocol'

/** Where one run stood: all that it takes to go on from there. */
export interface Moment {
  readonly position: Position
  readonly state: ParameterState
  /** Whose slots `state` holds. */
  readonly optimizer: string
  /** Of a run that stays where it is, since it diverged. */
  readonly divergedAt?: { readonly step: number; readonly loss: number } | null
}

/** All runs side by side at one step; the first one's position says which. */
export interface Kept {
  readonly moments: readonly Moment[]
}

/** What was trained with from a step on. */
interface Stretch {
  readonly from: number
  readonly settings: Settings
  /** Whether weights were set by hand here, which no document tells. */
  readonly written: boolean
}

/** One text for each run; equal texts train alike. */
export type Settings = readonly string[]

/** Bytes that kept states may take together. */
const BUDGET_BYTES = 64 * 1024 * 1024
/** At most this many, however small: more than a time line has pixels to tell apart. */
const MOST_STATES = 400

/**
 * The states of a run to go back to: the initial one and some since, denser for the recent past.
 * When there are too many, the one goes whose neighbours in time are closest relative to its age.
 */
export class Timeline {
  #kept: Kept[] = []
  #bytes = 0
  #stretches: Stretch[]
  #pinned: ReadonlySet<number> = new Set()
  #divergedAt: number | undefined
  #told: Description | undefined

  /** @param settings what training begins with */
  constructor(settings: Settings) {
    this.#stretches = [{ from: 0, settings, written: false }]
  }

  get newest(): Kept | undefined {
    return this.#kept.at(-1)
  }

  /** Keeps finite states; one that holds a NaN or an infinity is no place to go back to. */
  keep(moments: readonly Moment[]): void {
    const [{ position, state }] = moments
    if (!areFinite(state.parameters)) return
    const after = this.#kept.findIndex((kept) => stepOf(kept) >= position.step)
    const at = after < 0 ? this.#kept.length : after
    const replaced = at < this.#kept.length && stepOf(this.#kept[at]) === position.step ? 1 : 0
    this.#remove(at, replaced)
    this.#kept.splice(at, 0, { moments })
    this.#bytes += bytesOf({ moments })
    while (this.#kept.length > MOST_STATES || this.#bytes > BUDGET_BYTES) {
      const least = this.#leastMissed(at)
      if (least < 0) break
      this.#remove(least, 1)
    }
    this.#told = undefined
  }

  at(step: number): Kept | undefined {
    return this.#kept.find((kept) => stepOf(kept) === step)
  }

  /** The newest state before `step`; the oldest if there is none. */
  before(step: number): Kept | undefined {
    return this.#kept.findLast((kept) => stepOf(kept) < step) ?? this.#kept[0]
  }

  /** The newest state at `step` or before it; the oldest if there is none. */
  upTo(step: number): Kept | undefined {
    return this.before(step + 1)
  }

  /** The oldest state after `step`. */
  after(step: number): Kept | undefined {
    return this.#kept.find((kept) => stepOf(kept) > step)
  }

  /** Whether training with `settings` leads from one step to a later one as it did before. */
  leads(from: number, to: number, settings: Settings): boolean {
    const stretch = this.#stretchAt(from)
    return isSame(stretch.settings, settings) && this.#stretchAt(to) === stretch
  }

  /** What `settings` tell apart from how the steps between two were made; null where nothing. */
  difference(from: number, to: number, settings: Settings): Difference | null {
    if (this.leads(from, to, settings)) return null
    const first = this.#stretches.indexOf(this.#stretchAt(from))
    const passed = this.#stretches.slice(first)
    return passed.every((each) => isSame(each.settings, settings)) ? 'weights' : 'settings'
  }

  /** The last step that training with `settings` leads to from `step` as it did before. */
  reach(step: number, settings: Settings): number {
    if (!isSame(this.#stretchAt(step).settings, settings)) return step
    const next = this.#stretches.find(({ from }) => from > step)
    return next ? next.from - 1 : Number.POSITIVE_INFINITY
  }

  /**
   * Training goes on from `step` with these settings: what was later is no longer part of the run.
   *
   * @param written whether a weight was set by hand here, after which the same settings lead
   *   elsewhere
   */
  branch(step: number, settings: Settings, written = false): void {
    const kept = this.#kept.findIndex((each) => stepOf(each) > step)
    if (kept >= 0) this.#remove(kept, this.#kept.length - kept)
    this.#stretches = this.#stretches.filter(({ from }) => from <= step)
    if ((this.#divergedAt ?? 0) > step) this.#divergedAt = undefined
    const last = this.#stretchAt(step)
    if (!written && isSame(last.settings, settings)) return
    const isReplaced = last.from === step
    if (isReplaced) this.#stretches.pop()
    const differs = written || (isReplaced && last.written)
    const before = this.#stretches.at(-1)
    if (differs || !(before && isSame(before.settings, settings))) {
      this.#stretches.push({ from: step, settings, written: differs })
    }
    this.#told = undefined
  }

  /** Training begins again with these settings. */
  clear(settings: Settings): void {
    this.#remove(0, this.#kept.length)
    this.#stretches = [{ from: 0, settings, written: false }]
    this.#divergedAt = undefined
  }

  /** The run was seen to leave the realm of numbers here; going back does not undo that. */
  noteDivergence(step: number): void {
    this.#divergedAt = step
    this.#told = undefined
  }

  /** The step of the last change at or before `step` that the document does not tell of. */
  editedAt(step: number): number | undefined {
    const { from, written } = this.#stretchAt(step)
    return from > 0 || written ? from : undefined
  }

  pin(steps: readonly number[]): void {
    this.#pinned = new Set(steps)
  }

  /** Of the runs that stay, by their index. */
  select(runs: readonly number[]): void {
    this.#kept = this.#kept.map(({ moments }) => ({ moments: runs.map((run) => moments[run]) }))
    this.#stretches = this.#stretches.map(({ settings, ...stretch }) => ({
      ...stretch,
      settings: runs.map((run) => settings[run]),
    }))
    this.#bytes = this.#kept.reduce((sum, kept) => sum + bytesOf(kept), 0)
    this.#told = undefined
  }

  /** The same object as long as nothing changes. */
  describe(): Description {
    this.#told ??= {
      steps: this.#kept.map(stepOf),
      edits: this.#stretches.slice(1).map(({ from }) => from),
      divergedAt: this.#divergedAt,
      bytes: this.#bytes,
      budgetBytes: BUDGET_BYTES,
    }
    return this.#told
  }

  #stretchAt(step: number): Stretch {
    return this.#stretches.findLast(({ from }) => from <= step) ?? this.#stretches[0]
  }

  #remove(at: number, count: number): void {
    for (const removed of this.#kept.splice(at, count)) this.#bytes -= bytesOf(removed)
    this.#told = undefined
  }

  /** Never the first, the last, a pinned one or the one just kept; −1 where there is no other. */
  #leastMissed(justKept: number): number {
    const steps = this.#kept.map(stepOf)
    const last = steps[steps.length - 1]
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let i = 1; i < steps.length - 1; i++) {
      if (i === justKept || this.#pinned.has(steps[i])) continue
      const gap = (steps[i + 1] - steps[i - 1]) / (last - steps[i] + 1)
      if (gap < least) {
        least = gap
        best = i
      }
    }
    return best
  }
}

/** A plain loop takes a tenth of the time of `every`, which training would feel. */
function areFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false
  return true
}

function isSame(a: Settings, b: Settings): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i])
}

function stepOf({ moments }: Kept): number {
  return moments[0].position.step
}

function bytesOf({ moments }: Kept): number {
  return moments.reduce(
    (sum, { state }) => sum + state.parameters.byteLength + state.optimizer.byteLength,
    0,
  )
}
