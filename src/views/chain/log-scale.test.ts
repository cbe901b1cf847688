import { expect, it } from 'vitest'
import { decadesOf, decadeTicks, shareIn } from './log-scale'

it('the scale holds all products in whole decades, and 1', () => {
  expect(decadesOf([0.5, -3e-6])).toEqual({ from: -6, to: 0 })
  expect(decadesOf([20, 3])).toEqual({ from: 0, to: 2 })
  expect(decadesOf([1e-4])).toEqual({ from: -4, to: 0 })
  expect(decadesOf([])).toEqual({ from: -2, to: 0 })
})

it('zero has a decade of its own below the smallest number', () => {
  const decades = decadesOf([0.5, 0, 3e-4])
  expect(decades).toEqual({ from: -5, to: 0 })
  expect(shareIn(decades, 0)).toBe(0)
  expect(shareIn(decades, 3e-4)).toBeGreaterThan(0.2)
})

it('numbers that are none stand at the ends', () => {
  const decades = decadesOf([Number.NaN, Number.POSITIVE_INFINITY, 1e-3])
  expect(decades).toEqual({ from: -3, to: 0 })
  expect(shareIn(decades, Number.POSITIVE_INFINITY)).toBe(1)
  expect(shareIn(decades, -1e-3)).toBe(0)
  expect(shareIn(decades, -0.1)).toBeCloseTo(2 / 3)
})

it('labels are powers of ten evenly apart, and 1 is always one of them', () => {
  expect(decadeTicks({ from: -3, to: 1 }, 6).map(({ label }) => label)).toEqual([
    '10⁻³',
    '10⁻²',
    '10⁻¹',
    '1',
    '10',
  ])
  const long = decadeTicks({ from: -25, to: 2 }, 6).map(({ label }) => label)
  expect(long.length).toBeLessThanOrEqual(6)
  expect(long).toContain('1')
})
