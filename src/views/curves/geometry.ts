import {
  type Interval,
  linearScale,
  linearTicks,
  logarithmicScale,
  logarithmicTicks,
  type Scale,
  type Tick,
} from '../shared/axis'
import type { Metric } from './series'

/** Room in pixels above and below the plot, and beside it for the labels at the line ends. */
const MARGIN = { top: 8, right: 34, bottom: 22 }

/** Pixels from one tick of the vertical axis to the next, about. */
const LEAST_APART = 20

export interface Axes {
  readonly steps: Interval
  readonly values: Interval
}

export interface Geometry {
  readonly x: Scale
  readonly y: Scale
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Places the axes within a chart of that size. */
export function layOut(
  { width, height }: { width: number; height: number },
  { steps, values }: Axes,
  scale: 'linear' | 'logarithmic',
  metric: Metric,
): Geometry {
  // Axes of the other kind may still be around when the switch is thrown.
  const logarithmic = scale === 'logarithmic' && values[0] > 0
  const bottom = Math.max(MARGIN.top + 1, height - MARGIN.bottom)
  const room = Math.max(2, (bottom - MARGIN.top) / LEAST_APART)
  const plain = linearTicks(values, Math.min(4, room))
  const yTicks = logarithmic
    ? logarithmicTicks(values, Math.min(6, room))
    : metric === 'accuracy'
      ? plain.map(({ value }) => ({ value, label: `${Math.round(value * 100)} %` }))
      : plain
  const left = Math.max(...yTicks.map(({ label }) => label.length), 2) * 7 + 8
  const right = Math.max(left + 1, width - MARGIN.right)
  const vertical = [bottom, MARGIN.top] as const
  return {
    x: linearScale(steps, [left, right]),
    y: logarithmic ? logarithmicScale(values, vertical) : linearScale(values, vertical),
    xTicks: linearTicks(steps, (right - left) / 64),
    yTicks,
    left,
    right,
    top: MARGIN.top,
    bottom,
  }
}
