import { expect, it } from 'vitest'
import { observation } from './figures.test-support'
import { boundsOf, intervalOf, positionOf, QUANTITIES, ticksOf } from './quantities'

const { gradient, saturated } = QUANTITIES

it('widens a scale by decades, for what is a positive number only', () => {
  const values = [0.5, 0, Number.NaN, Number.POSITIVE_INFINITY]
  const calm = values.map((gradientRms) => ({ gradientRms }))
  expect(intervalOf(gradient, 'gradientRms', [observation(0, calm)])).toEqual([1e-7, 1])
  const wide = observation(1, [{ gradientRms: 3e-10 }, { gradientRms: 42 }])
  expect(intervalOf(gradient, 'gradientRms', [observation(0, calm), wide])).toEqual([1e-10, 100])
  // The norm is another matter.
  expect(intervalOf(gradient, 'gradientNorm', [wide])).toEqual([1e-7, 1])
})

it('gives zero and what is not finite no place on a logarithmic scale', () => {
  const at = (value: number) => positionOf(gradient, [1e-8, 1], value)
  expect(at(1e-4)).toBeCloseTo(0.5)
  expect([0, Number.NaN, Number.POSITIVE_INFINITY].map(at)).toEqual([null, null, null])
  expect(positionOf(saturated, [0, 1], 0)).toBe(0)
})

it('labels decades, fewer where there is less room', () => {
  const labels = (most: number) => ticksOf(gradient, [1e-7, 1], most).map(({ label }) => label)
  expect(labels(8)).toEqual(['10⁻⁷', '10⁻⁶', '10⁻⁵', '10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '1'])
  expect(labels(3)).toEqual(['10⁻⁴', '1'])
})

it('marks the bounds of the verdicts where they are', () => {
  const look = observation(0, [{ gradientRms: 1 }, { gradientRms: 0.2 }])
  const [vanishing, exploding] = boundsOf('gradientRms', look, 1)
  expect(vanishing.value).toBeCloseTo(2e-4)
  expect(exploding.value).toBeCloseTo(200)
  expect(boundsOf('gradientNorm', look, 1)).toEqual([])
})
