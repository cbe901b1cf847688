import { powerOfTen } from '../shared/number'

/** Whole decades. */
export interface Decades {
  /** The powers of ten at the lower and the upper end. */
  readonly from: number
  readonly to: number
}

/** Decades that hold all positive finite numbers, 1 among them; one below where there are zeros too. */
export function decadesOf(values: readonly number[]): Decades {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size))
  const logs = sizes.map((size) => Math.log10(size))
  const low = Math.floor(Math.min(0, ...logs) + 1e-9)
  // Not −0.
  const high = Math.ceil(Math.max(0, ...logs) - 1e-9) + 0
  const from = Math.min(low, high - 2) - (values.includes(0) ? 1 : 0)
  return { from, to: high }
}

/** Share of the way from the lower end; zero and what is smaller stand at it, ∞ and NaN at the upper. */
export function shareIn({ from, to }: Decades, value: number): number {
  const size = Math.abs(value)
  if (size === 0) return 0
  if (!Number.isFinite(size)) return 1
  return Math.min(1, Math.max(0, (Math.log10(size) - from) / (to - from)))
}

export interface DecadeTick {
  readonly share: number
  readonly label: string
}

/** `most` labels at most, each a whole number of decades from the next, 1 among them. */
export function decadeTicks({ from, to }: Decades, most: number): DecadeTick[] {
  const every = Math.max(1, Math.ceil((to - from) / Math.max(1, most - 1)))
  const ticks: DecadeTick[] = []
  for (let power = Math.ceil(from / every) * every; power <= to; power += every) {
    const label = power === 0 ? '1' : power === 1 ? '10' : powerOfTen(power)
    ticks.push({ share: (power - from) / (to - from), label })
  }
  return ticks
}
