import type { ActivationName } from '../../../model/activations'
import { activations } from '../../../model/activations'
import { FLAT_SLOPE } from '../../../plan/summary'
import type { Interval } from '../axis'

/** Samples along an axis. */
const SAMPLES = 360
/** A rise between neighbouring samples that no slope of the catalogue makes: the function jumps. */
const JUMP = 0.3

/** A place in a plot as shares of its width and height, from the top left. */
export function placeIn([x0, x1]: Interval, [y0, y1]: Interval) {
  return {
    x: (value: number) => (value - x0) / (x1 - x0),
    y: (value: number) => (y1 - value) / (y1 - y0),
  }
}

/** A function as an SVG path in a square of 1, broken where it jumps; beyond the square too. */
export function curvePath(of: (z: number) => number, x: Interval, y: Interval): string {
  const place = placeIn(x, y)
  let before = Number.NaN
  let path = ''
  for (let i = 0; i <= SAMPLES; i++) {
    const z = x[0] + ((x[1] - x[0]) * i) / SAMPLES
    const value = of(z)
    const joins = Math.abs(value - before) <= JUMP
    path += `${joins ? 'L' : 'M'}${place.x(z).toFixed(4)} ${place.y(value).toFixed(4)}`
    before = value
  }
  return path
}

/** Where |σ′(z)| < `FLAT_SLOPE`, as parts of an axis. */
export function flatParts(name: ActivationName, [from, to]: Interval): Interval[] {
  const { derivative } = activations[name]
  const parts: [number, number][] = []
  let open = false
  for (let i = 0; i <= SAMPLES; i++) {
    const z = from + ((to - from) * i) / SAMPLES
    const flat = Math.abs(derivative(z)) < FLAT_SLOPE
    const last = parts.at(-1)
    if (flat && open && last) last[1] = z
    else if (flat) parts.push([z, z])
    open = flat
  }
  return parts
}

/** Bars of a rug. */
const BINS = 120

/**
 * Where numbers sit on an axis, as an SVG path of upright lines in a square of 1. The line of the
 * fullest bar is 1 high, others by the root of their share, so that a single number stays in sight;
 * numbers beyond the ends stand at the ends.
 */
export function rugPath(values: ArrayLike<number>, [from, to]: Interval): string {
  const counts = new Uint32Array(BINS)
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i] - from) / (to - from)) * BINS)
    if (!Number.isNaN(bin)) counts[Math.min(BINS - 1, Math.max(0, bin))] += 1
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 1)
  let path = ''
  counts.forEach((count, bin) => {
    if (count === 0) return
    const height = Math.sqrt(count / most)
    path += `M${((bin + 0.5) / BINS).toFixed(4)} 1V${(1 - height).toFixed(3)}`
  })
  return path
}

/** Of numbers z: how many there are, their ends, and how many lie where σ is flat. */
export interface Spread {
  readonly count: number
  readonly least: number
  readonly most: number
  readonly flat: number
}

export function spreadOf(name: ActivationName, values: ArrayLike<number>): Spread {
  const { derivative } = activations[name]
  let [least, most, flat] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i])
    most = Math.max(most, values[i])
    if (Math.abs(derivative(values[i])) < FLAT_SLOPE) flat += 1
  }
  return { count: values.length, least, most, flat }
}
