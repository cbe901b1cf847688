import type { HistoryEntry } from '../worker/protocol'

export interface Curve {
  /** Counts runs since the page was opened. */
  readonly run: number
  /** In order of steps; thinned evenly once there are many. */
  readonly entries: HistoryEntry[]
}

/** Runs whose curves stay on the chart. */
const MOST_RUNS = 6
/** Entries kept per run; beyond it every other one of the older half goes. */
const MOST_ENTRIES = 4000

/** The curves of this run and of those before it; read when drawing, not a React state. */
export class Curves {
  #runs: Curve[] = []

  get current(): Curve | undefined {
    return this.#runs.at(-1)
  }

  /** Oldest first, without the current one. */
  get earlier(): readonly Curve[] {
    return this.#runs.slice(0, -1)
  }

  add(run: number, entries: readonly HistoryEntry[]): void {
    let curve = this.current
    if (!curve || curve.run !== run) {
      // A run that was never trained leaves no line.
      if (curve && curve.entries.length < 2) this.#runs.pop()
      curve = { run, entries: [] }
      this.#runs = [...this.#runs, curve].slice(-MOST_RUNS)
    }
    const list = curve.entries
    for (const entry of entries) {
      // After going back to an earlier state, what came later is no longer part of the run.
      while (list.length > 0 && list[list.length - 1].step >= entry.step) list.pop()
      list.push(entry)
    }
    if (list.length > MOST_ENTRIES) thin(list)
  }

  forgetEarlier(): void {
    this.#runs = this.#runs.slice(-1)
  }
}

function thin(entries: HistoryEntry[]): void {
  const half = entries.length >> 1
  const kept = entries.filter((_, i) => i >= half || i % 2 === 0)
  entries.splice(0, entries.length, ...kept)
}
