import { formatNumber } from './number'

/** From data to pixels and back. */
export interface Scale {
  at(value: number): number
  invert(pixel: number): number
}

export type Interval = readonly [from: number, to: number]

export interface Tick {
  readonly value: number
  readonly label: string
}

export function linearScale([from, to]: Interval, [start, end]: Interval): Scale {
  const factor = (end - start) / (to - from || 1)
  return {
    at: (value) => start + (value - from) * factor,
    invert: (pixel) => from + (pixel - start) / factor,
  }
}

/** What is at or below the lower end, zero too, stands at the lower end. */
export function logarithmicScale([from, to]: Interval, range: Interval): Scale {
  const scale = linearScale([Math.log10(from), Math.log10(to)], range)
  return {
    at: (value) => scale.at(Math.log10(Math.max(from, value))),
    invert: (pixel) => 10 ** scale.invert(pixel),
  }
}

/** 1, 2 or 5 times a power of ten, such that about `count` of them span `span`. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const leading = rough / power
  return power * (leading <= 1.5 ? 1 : leading <= 3.5 ? 2 : leading <= 7.5 ? 5 : 10)
}

/** About `count` round values within the interval, ends included, with as many digits as needed. */
export function linearTicks([from, to]: Interval, count: number): Tick[] {
  if (!(to > from)) return [{ value: from, label: formatTick(from) }]
  const step = niceStep(to - from, count)
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  // A hair beyond the ends, so that rounding does not lose a tick that stands on one.
  const first = Math.ceil(from / step - 1e-6)
  const last = Math.floor(to / step + 1e-6)
  const written = Math.max(Math.abs(from), Math.abs(to))
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = Number(((first + i) * step).toFixed(Math.min(20, decimals)))
    const label =
      decimals > 5 || written >= 1e6
        ? formatTick(value)
        : value
            .toLocaleString('en', {
              minimumFractionDigits: decimals,
              maximumFractionDigits: decimals,
            })
            .replace('-', '−')
    return { value, label: value === 0 ? '0' : label }
  })
}

const MANTISSAS = [[1, 2, 3, 5], [1, 3], [1]] as const

/** Round values within the interval of positive numbers, `most` at most. */
export function logarithmicTicks([from, to]: Interval, most: number): Tick[] {
  const first = Math.floor(Math.log10(from) + 1e-9)
  const last = Math.ceil(Math.log10(to) - 1e-9)
  const within = (value: number) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)
  const ticks = (mantissas: readonly number[], every: number) => {
    const values: number[] = []
    for (let power = first; power <= last; power++) {
      if (power % every !== 0) continue
      for (const mantissa of mantissas) values.push(Number(`${mantissa}e${power}`))
    }
    return values.filter(within).map((value) => ({ value, label: formatTick(value) }))
  }
  for (const mantissas of MANTISSAS) {
    const list = ticks(mantissas, 1)
    if (list.length <= most) return list
  }
  for (let every = 2; ; every++) {
    const list = ticks([1], every)
    if (list.length <= most || every > 400) return list
  }
}

/** No digits that say nothing: 0.3, 200, 10⁻⁶. */
export function formatTick(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const digits = Number(size.toExponential(2).split('e')[0]) % 1 === 0 ? 1 : 2
    return formatNumber(value, digits).replace(/^(−?)1·/, '$1')
  }
  return Number(value.toPrecision(6))
    .toLocaleString('en', { maximumFractionDigits: 6 })
    .replace('-', '−')
}

/** The smallest of 1, 1.2, 1.5, 2 … times a power of ten that is not below `value`. */
export function niceCeiling(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const leading = value / power
  const nice = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step >= leading - 1e-9) ?? 10
  return Number((nice * power).toPrecision(6))
}

/** Moves labels apart so that neighbours keep `gap`; order is kept, all stay within the interval. */
export function spread(positions: readonly number[], gap: number, [low, high]: Interval): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b])
  const placed = positions.slice()
  let floor = low
  for (const i of order) {
    placed[i] = Math.max(placed[i], floor)
    floor = placed[i] + gap
  }
  let ceiling = high
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i], ceiling)
    ceiling = placed[i] - gap
  }
  return placed
}
