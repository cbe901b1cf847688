import { expect, it } from 'vitest'
import { ALL_SHOWN, denseSum } from './contributions'

it('shows all of a few inputs in their order', () => {
  // Two units: the second one's weights are 10, 20, 30.
  const sum = denseSum([1, -2, 3], [1, 10, 2, 20, 3, 30], { units: 2, unit: 1 })
  expect(sum.shown.map(({ product }) => product)).toEqual([10, -40, 90])
  expect(sum).toMatchObject({ sum: 60, magnitude: 140, others: { count: 0, sum: 0 } })
})

it('shows the largest of many by size, and adds up the others', () => {
  const count = 100
  const inputs = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -1))
  const weights = Array.from({ length: count }, (_, i) => i)
  const { shown, others, sum } = denseSum(inputs, weights, { units: 1, unit: 0 })
  expect(shown.length).toBeLessThan(ALL_SHOWN)
  expect(shown.map(({ index }) => index)).toEqual([99, 98, 97, 96, 95, 94, 93, 92])
  expect(shown[0].product).toBe(-99)
  expect(others.count).toBe(count - shown.length)
  expect(shown.reduce((total, { product }) => total + product, others.sum)).toBe(sum)
})
