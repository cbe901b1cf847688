import { expect, it } from 'vitest'
import { accuracyOf, mostShift, shiftsOf } from './shifts'

it('moves images up to four pixels each way, small ones less', () => {
  expect(shiftsOf([28, 28, 1])).toHaveLength(17)
  expect(shiftsOf([28, 28, 1])[0]).toEqual([0, 0])
  expect([mostShift([8, 8, 1]), mostShift([3, 9, 1])]).toEqual([2, 1])
})

it('counts right answers of the rows that there are', () => {
  const outputs = Float32Array.of(1, 0, 0, 1, 0, 1)
  expect(accuracyOf(outputs, 2, Float32Array.of(0, 1, 0, 1, 1))).toBeCloseTo(2 / 3)
  expect(accuracyOf(Float32Array.of(-1, 2), 1, Float32Array.of(0, 1))).toBe(1)
})
