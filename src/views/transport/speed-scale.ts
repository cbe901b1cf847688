import { roundStops, type Scale, stopScale } from '../shared/controls/scale'

const STOPS = roundStops(1, 5000, [1, 2, 5])
const slow = stopScale(STOPS)

/** Steps per second, logarithmic; the last place stands for 0, as fast as possible. */
export const speedScale: Scale = {
  last: STOPS.length,
  valueAt: (position) => (position >= STOPS.length ? 0 : slow.valueAt(position)),
  positionOf: (value) => (value === 0 ? STOPS.length : slow.positionOf(value)),
}

export function speedText(value: number): string {
  if (value === 0) return 'as fast as possible'
  return `${value.toLocaleString('en')} ${value === 1 ? 'step/s' : 'steps/s'}`
}
