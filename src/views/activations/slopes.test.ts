import { expect, it } from 'vitest'
import { activationNames, activations } from '../../model/activations'
import { slopeRanges } from './slopes'

it.each(activationNames)('the slopes of %s reach their stated ends and not beyond', (name) => {
  const [least, greatest] = slopeRanges[name]
  const { derivative } = activations[name]
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = -40_000; i <= 40_000; i++) {
    const slope = derivative(i / 1000)
    low = Math.min(low, slope)
    high = Math.max(high, slope)
  }
  expect(low).toBeGreaterThanOrEqual(least - 1e-7)
  expect(high).toBeLessThanOrEqual(greatest + 1e-7)
  // Functions that only fade with 1/z² are not at their end yet at |z| = 40.
  expect(low - least).toBeLessThan(1e-3)
  expect(greatest - high).toBeLessThan(1e-3)
})
