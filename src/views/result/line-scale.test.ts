import { describe, expect, it } from 'vitest'
import { linearScale } from '../shared/axis'
import { linePath, roundInterval, widened } from './line-scale'

describe('the vertical axis of a curve', () => {
  it('ends at round values with some air', () => {
    expect(roundInterval([-1, 1])).toEqual([-1.4, 1.4])
    const [low, high] = roundInterval([3, 3])
    expect(low).toBeLessThan(3)
    expect(high).toBeGreaterThan(3)
  })

  it('grows with contributions and does not tremble', () => {
    const wide = widened(null, [-1, 1], [-4, 5])
    expect(wide[0]).toBeLessThanOrEqual(-4)
    expect(wide[1]).toBeGreaterThanOrEqual(5)
    expect(widened(wide, [-1, 1], [-3.5, 4.5])).toBe(wide)
    expect(widened(wide, [-1, 1], [-1, 1])).not.toBe(wide)
  })
})

it('breaks a line where the value is not a number', () => {
  const values = [0, Number.NaN, 1, 1]
  const path = linePath(
    4,
    (i) => values[i],
    linearScale([-6, 6], [0, 30]),
    linearScale([0, 1], [10, 0]),
  )
  expect(path).toBe('M0.0,10.0M20.0,0.0L30.0,0.0')
})
