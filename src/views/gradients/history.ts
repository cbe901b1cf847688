import type { Observation } from './figures'

export interface Looked extends Observation {
  /** Whether nobody looked away between the observation before and this one. */
  readonly goesOn: boolean
  /** The next kept state; it stands for the steps before that, too. */
  readonly until?: number
  /** Whether it was made by looking back. */
  readonly afterwards?: boolean
}

/** Entries kept; beyond it one stands for twice as many steps. */
const MOST = 1024

/** What was observed over the whole run, thinned evenly so that memory stays bounded. */
export class LayerHistory {
  /** Steps that one entry stands for: the last observation among them. */
  #width = 1
  /** In order of steps. */
  #entries: Looked[] = []
  readonly #most: number

  constructor(most = MOST) {
    this.#most = most
  }

  get entries(): readonly Looked[] {
    return this.#entries
  }

  get width(): number {
    return this.#width
  }

  /** Anywhere in the run, since one may go back on the time line and forth again. */
  add(entry: Looked): void {
    const list = this.#entries
    const cell = this.#cell(entry)
    let at = list.length
    while (at > 0 && this.#cell(list[at - 1]) > cell) at--
    const same = at > 0 && this.#cell(list[at - 1]) === cell ? list[at - 1] : undefined
    list.splice(same ? at - 1 : at, same ? 1 : 0, {
      ...entry,
      goesOn: same ? same.goesOn : entry.goesOn,
    })
    while (this.#entries.length > this.#most) this.#thin()
  }

  /**
   * The last observation of a stretch stands for the rest of it; false where there is none, and room
   * for one.
   */
  hold(from: number, until: number): boolean {
    const at = this.#entries.findLastIndex(({ step }) => step >= from && step < until)
    if (at < 0) return this.#entries.some((each) => this.#cell(each) === this.#cell({ step: from }))
    if (this.#entries[at].until !== until) this.#entries[at] = { ...this.#entries[at], until }
    return true
  }

  /** What came after this step is no longer part of the run. */
  cut(lastStep: number): void {
    const list = this.#entries
    while (list.length > 0 && list[list.length - 1].step > lastStep) list.pop()
  }

  clear(): void {
    this.#entries = []
    this.#width = 1
  }

  #cell({ step }: Pick<Observation, 'step'>): number {
    return Math.floor(step / this.#width)
  }

  #thin(): void {
    this.#width *= 2
    const kept: Looked[] = []
    for (const entry of this.#entries) {
      const last = kept.at(-1)
      if (last && this.#cell(last) === this.#cell(entry)) {
        kept[kept.length - 1] = { ...entry, goesOn: last.goesOn }
      } else kept.push(entry)
    }
    this.#entries = kept
  }
}

/** Columns of a heat map: each stands for as many steps and shows the last observed among them. */
export interface HistoryColumns {
  readonly stepsPerColumn: number
  /** From step 0 on; undefined where nobody looked. */
  readonly columns: readonly (Looked | undefined)[]
}

/**
 * @param lastStep that the run has reached
 * @param most columns that there is room for
 */
export function historyColumns(
  { entries, width }: Pick<LayerHistory, 'entries' | 'width'>,
  lastStep: number,
  most: number,
): HistoryColumns {
  const room = (lastStep + 1) / Math.max(1, most)
  const stepsPerColumn = niceAbove(Math.max(width, room, usualSpacing(entries)))
  const columns = Array.from<Looked | undefined>({
    length: Math.floor(lastStep / stepsPerColumn) + 1,
  })
  const columnOf = (step: number) => Math.floor(step / stepsPerColumn)
  let end = 0
  entries.forEach((entry, i) => {
    end = Math.max(end, entry.until ?? 0)
    const next = Math.min(end, entries[i + 1]?.step ?? lastStep + 1)
    const from = columnOf(entry.step)
    columns.fill(entry, from, Math.max(from, columnOf(next - 1)) + 1)
  })
  return { stepsPerColumn, columns }
}

/**
 * Nine in ten of the steps that went by while somebody looked lie between observations no further
 * apart: columns that wide have gaps only where nobody looked.
 */
function usualSpacing(entries: readonly Looked[]): number {
  const spacings = entries
    .flatMap(({ step, goesOn }, i) => (goesOn && i > 0 ? [step - entries[i - 1].step] : []))
    .sort((a, b) => a - b)
  const all = spacings.reduce((sum, spacing) => sum + spacing, 0)
  let below = 0
  for (const spacing of spacings) {
    below += spacing
    if (below >= 0.9 * all) return spacing
  }
  return 1
}

/** The least round number that is not below. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return (
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10]
      .map((leading) => leading * power)
      .find((step) => Number.isInteger(step) && step >= value) ?? value
  )
}
