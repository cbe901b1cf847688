import { PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { type Interval, linearScale, niceStep, type Scale } from '../shared/axis'
import type { CanvasSize } from '../shared/canvas'
import { extent } from './contributions'

/** Widened to round ends, with some air above and below. */
export function roundInterval([low, high]: Interval, air = 0.12): Interval {
  const span = high - low || Math.abs(high) || 1
  const step = niceStep(span, 8)
  const tidy = (value: number) => Number(value.toPrecision(12))
  return [
    tidy(Math.floor((low - air * span) / step) * step),
    tidy(Math.ceil((high + air * span) / step) * step),
  ]
}

/** The vertical axis for the targets of the first output; shares have theirs from 0 to 1. */
export function targetInterval({ train, test, targetWidth, classes }: Loaded): Interval {
  if (classes.length > 0) return [-0.1, 1.1]
  const first = (targets: Float32Array) => targets.filter((_, i) => i % targetWidth === 0)
  const ends = extent([...first(train.targets), ...first(test.targets)])
  return roundInterval(ends ?? [-1, 1])
}

/**
 * The axis that shows data and contributions. It grows at once and shrinks only when it is twice as
 * long as needed, so that it does not tremble while training.
 */
export function widened(before: Interval | null, targets: Interval, reach: Interval): Interval {
  const needed = roundInterval(
    [Math.min(targets[0], reach[0]), Math.max(targets[1], reach[1])],
    0.02,
  )
  if (!before) return needed
  const fits = before[0] <= needed[0] && before[1] >= needed[1]
  const span = ([low, high]: Interval) => high - low
  return fits && span(before) < 2 * span(needed) ? before : needed
}

export function lineScales({ width, height }: CanvasSize, interval: Interval): [Scale, Scale] {
  return [linearScale([-PLANE_LIMIT, PLANE_LIMIT], [0, width]), linearScale(interval, [height, 0])]
}

/**
 * SVG path data through equally spaced points of the line; what is not a number is a gap.
 *
 * @param value of the point with that index
 */
export function linePath(points: number, value: (i: number) => number, x: Scale, y: Scale): string {
  let path = ''
  let drawing = false
  for (let i = 0; i < points; i++) {
    const at = value(i)
    if (!Number.isFinite(at)) {
      drawing = false
      continue
    }
    const across = x.at(-PLANE_LIMIT + (2 * PLANE_LIMIT * i) / (points - 1))
    // Far outside of the plot a coordinate need not be exact, but has to stay drawable.
    const down = Math.min(1e4, Math.max(-1e4, y.at(at)))
    path += `${drawing ? 'L' : 'M'}${across.toFixed(1)},${down.toFixed(1)}`
    drawing = true
  }
  return path
}
