import type { NumberSetting } from '../../model/setting'
import { roundStops, stopScale } from '../shared/controls/scale'

/**
 * What an arrow key makes of a setting's value: the next of 1, 2, 5 on a logarithmic scale; for a
 * share close to 1, such as 0.999, a tenth of what is missing to 1, so that nines can be added.
 */
export function settingStep(setting: NumberSetting, value: number, direction: 1 | -1): number {
  const { min, max, integer, scale } = setting
  if (scale === 'logarithmic') {
    const stops = stopScale(roundStops(Math.max(min, 1e-12), max, [1, 2, 5]))
    return stops.valueAt(stops.positionOf(value) + direction)
  }
  if (integer) return value + direction
  if (max < 1 && value >= 0.9) {
    const missing = 1 - value
    return 1 - (direction > 0 ? missing / 10 : missing * 10)
  }
  return value + (direction * (max - min)) / 20
}
