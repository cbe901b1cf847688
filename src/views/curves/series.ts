import type { Curve } from '../../store/curves'
import type { HistoryEntry } from '../../worker/protocol'
import { type Interval, niceCeiling, type Scale } from '../shared/axis'
import { formatNumber, formatPercent } from '../shared/number'

export type Metric = 'loss' | 'accuracy'
export type SetName = 'train' | 'test'
export const SETS: readonly SetName[] = ['train', 'test']

/** One line: a value per entry of its run, NaN where there is none. */
export interface Series {
  readonly entries: readonly HistoryEntry[]
  readonly values: Float64Array
}

const KEYS = {
  loss: { train: 'trainLoss', test: 'testLoss' },
  accuracy: { train: 'trainAccuracy', test: 'testAccuracy' },
} as const

export const valueOf = (entry: HistoryEntry, metric: Metric, set: SetName): number | undefined =>
  entry[KEYS[metric][set]]

export const textOf = (metric: Metric, value: number): string =>
  metric === 'accuracy' ? formatPercent(value) : formatNumber(value)

export function seriesOf(
  { entries }: Curve,
  metric: Metric,
  set: SetName,
  smoothing: number,
): Series {
  const key = KEYS[metric][set]
  const values = new Float64Array(entries.length)
  for (let i = 0; i < entries.length; i++) values[i] = entries[i][key] ?? Number.NaN
  return { entries, values: smoothing > 0 ? smooth(values, smoothing) : values }
}

/**
 * Exponential moving average that keeps `share` of what it was from entry to entry. Divided by the
 * weight gathered so far, so that it starts at the first value and not at 0; a value that is not a
 * finite number is a gap and starts it again.
 */
export function smooth(values: Float64Array, share: number): Float64Array {
  const smoothed = new Float64Array(values.length)
  let average = 0
  let weight = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) {
      average = 0
      weight = 0
      smoothed[i] = value
      continue
    }
    average = share * average + (1 - share) * value
    weight = share * weight + (1 - share)
    smoothed[i] = average / weight
  }
  return smoothed
}

/**
 * SVG path data of a line. Of the many entries within one pixel only the first, lowest, highest and
 * last are drawn: no spike is lost. Values that are not finite break the line.
 */
export function seriesPath({ entries, values }: Series, x: Scale, y: Scale): string {
  let path = ''
  let drawing = false
  const point = (across: number, value: number) => {
    const down = Math.min(1e4, Math.max(-1e4, y.at(value)))
    path += `${drawing ? 'L' : 'M'}${across.toFixed(1)},${down.toFixed(1)}`
    drawing = true
  }
  let i = 0
  while (i < values.length) {
    if (!Number.isFinite(values[i])) {
      drawing = false
      i += 1
      continue
    }
    const column = Math.floor(x.at(entries[i].step))
    let lowest = i
    let highest = i
    let last = i
    for (let j = i + 1; j < values.length && Number.isFinite(values[j]); j++) {
      if (Math.floor(x.at(entries[j].step)) !== column) break
      if (values[j] < values[lowest]) lowest = j
      if (values[j] > values[highest]) highest = j
      last = j
    }
    const kept = [...new Set([i, lowest, highest, last])].sort((a, b) => a - b)
    for (const at of kept) point(x.at(entries[at].step), values[at])
    i = last + 1
  }
  return path
}

/** The last finite value and its step. */
export function lineEnd({ entries, values }: Series): { step: number; value: number } | undefined {
  for (let i = values.length - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) return { step: entries[i].step, value: values[i] }
  }
  return undefined
}

/** The axis of steps ends at a round one, so that lines grow into free space. */
export function stepInterval(curves: readonly Curve[]): Interval {
  const last = Math.max(10, ...curves.map(({ entries }) => entries.at(-1)?.step ?? 0))
  return [0, niceCeiling(last)]
}

/** A line that leaves this many times its run's first loss behind is on its way to infinity. */
const HIGHEST_RISE = 4
/** Powers of ten that a logarithmic axis shows at most. */
const MOST_DECADES = 9

/** The axis of losses, with calm ends; what diverged leaves it at the top. */
export function lossInterval(lines: readonly Series[], kind: 'linear' | 'logarithmic'): Interval {
  let highest = 0
  let lowest = Number.POSITIVE_INFINITY
  let cap = 0
  for (const { values } of lines) {
    const first = values.find(Number.isFinite)
    if (first === undefined) continue
    cap = Math.max(cap, first * HIGHEST_RISE)
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      if (value > highest) highest = value
      if (value > 0 && value < lowest) lowest = value
    }
  }
  const top = cap > 0 ? Math.min(highest, cap) : highest
  if (kind === 'linear') return [0, niceCeiling(top || 1)]
  if (!Number.isFinite(lowest)) return [0.1, 1]
  const to = roundPower(top, 'up')
  const from = Math.max(roundPower(Math.min(lowest, top), 'down'), to * 10 ** -MOST_DECADES)
  return [from < to ? from : to / 10, to]
}

/** The next 1 or 3 times a power of ten. */
function roundPower(value: number, way: 'up' | 'down'): number {
  const power = Math.floor(Math.log10(value) + 1e-9)
  const leading = value / 10 ** power
  if (way === 'down') return Number(`${leading >= 3 ? 3 : 1}e${power}`)
  if (leading <= 1 + 1e-9) return Number(`1e${power}`)
  return leading <= 3 ? Number(`3e${power}`) : Number(`1e${power + 1}`)
}

/** From the tenth below the lowest accuracy to 1. */
export function accuracyInterval(lines: readonly Series[]): Interval {
  let lowest = 0.9
  for (const { values } of lines) {
    for (const value of values) if (value < lowest) lowest = value
  }
  return [Math.max(0, Math.floor(lowest * 10 + 1e-9) / 10), 1]
}

/** Index of the entry whose step is nearest; entries are in order of steps. */
export function nearestEntry(entries: readonly HistoryEntry[], step: number): number {
  let low = 0
  let high = entries.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle].step < step) low = middle + 1
    else high = middle
  }
  const before = entries[low - 1]
  return before && step - before.step < entries[low].step - step ? low - 1 : low
}
