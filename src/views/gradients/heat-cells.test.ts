import { expect, it } from 'vitest'
import { stepTicks } from './heat-cells'

const labels = (...of: Parameters<typeof stepTicks>) => stepTicks(...of).map(({ label }) => label)

it.each([
  ['a column of a hundred steps on a phone', 100, 0.32, 260, ['0', '100']],
  ['a run that has hardly begun', 3, 4, 260, ['0']],
  ['a map that is full', 1000, 0.26, 260, ['0', '200', '400', '600', '800', '1,000']],
])('labels of steps stand clear of each other: %s', (_, last, scale, width, expected) => {
  expect(labels(last, scale, width)).toEqual(expected)
})
