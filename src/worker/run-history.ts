import type { HistoryEntry } from './protocol'

/** Entries kept; beyond it every other one of the older half goes. */
const MOST = 20_000

/** The losses that were recorded along a run, in order of steps. */
export class RunHistory {
  #entries: HistoryEntry[] = []
  /** Those that no frame has carried yet. */
  #fresh: HistoryEntry[] = []
  #best = { loss: Number.POSITIVE_INFINITY, epoch: 0 }

  get entries(): readonly HistoryEntry[] {
    return this.#entries
  }

  /** −1 before the first. */
  get lastStep(): number {
    return this.#entries.at(-1)?.step ?? -1
  }

  /** The lowest test loss so far, or training loss without a test set, and when it was. */
  get best(): { readonly loss: number; readonly epoch: number } {
    return this.#best
  }

  /** The last entry at a step or before it. */
  upTo(step: number): HistoryEntry | undefined {
    return this.#entries.findLast((entry) => entry.step <= step)
  }

  since(step: number): readonly HistoryEntry[] {
    return step === 0
      ? this.#entries
      : this.#entries.slice(this.#entries.findIndex((entry) => entry.step >= step))
  }

  /** Takes the place of what is there from its step on. */
  add(entry: HistoryEntry, epoch: number): void {
    while (this.lastStep >= entry.step) this.#entries.pop()
    this.#entries.push(entry)
    this.#fresh.push(entry)
    const loss = entry.testLoss ?? entry.trainLoss
    if (loss < this.#best.loss) this.#best = { loss, epoch }
    if (this.#entries.length > MOST) {
      const half = this.#entries.length >> 1
      this.#entries = this.#entries.filter((_, i) => i >= half || i % 2 === 0)
    }
  }

  takeFresh(): readonly HistoryEntry[] {
    const fresh = this.#fresh
    this.#fresh = []
    return fresh
  }

  /** Begins as another history up to a step; what no frame has carried of that, it carries. */
  continueFrom(other: RunHistory, step: number): void {
    this.#entries = other.#entries.filter((entry) => entry.step <= step)
    this.#fresh = other.#fresh
    this.#best = other.#best
  }

  /** What was recorded later than this step is no longer true, and the best may have been. */
  cut(step: number, epoch: number): void {
    while (this.lastStep > step) this.#entries.pop()
    this.#fresh = this.#fresh.filter((entry) => entry.step <= step)
    this.#best = { loss: Number.POSITIVE_INFINITY, epoch }
  }

  clear(): void {
    this.#entries = []
    this.#fresh = []
  }
}
