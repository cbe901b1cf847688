import { expect, it } from 'vitest'
import { speedScale, speedText } from './speed-scale'

it('runs from one step per second to as fast as possible', () => {
  expect(speedScale.valueAt(0)).toBe(1)
  expect(speedScale.valueAt(speedScale.last)).toBe(0)
  expect(speedScale.valueAt(speedScale.last - 1)).toBe(5000)
})
it('gives every stop back, and takes the nearest for others', () => {
  for (let place = 0; place <= speedScale.last; place++) {
    expect(speedScale.positionOf(speedScale.valueAt(place))).toBe(place)
  }
  expect(speedScale.valueAt(speedScale.positionOf(120))).toBe(100)
  expect(speedScale.valueAt(speedScale.positionOf(1e6))).toBe(5000)
})
it('says what it means', () => {
  expect(speedText(0)).toBe('as fast as possible')
  expect(speedText(1)).toBe('1 step/s')
  expect(speedText(2000)).toBe('2,000 steps/s')
})
