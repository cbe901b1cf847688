import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellText } from './cell-text'

it('rounds to what fits a cell', () => {
  expect([0, 0.123, -0.126, 1.5, -12.34, 99.94, 123.4].map(cellText)).toEqual([
    '0',
    '0.12',
    '−0.13',
    '1.50',
    '−12.3',
    '99.9',
    '123',
  ])
})

it('tells a small number from zero', () => {
  expect(cellText(-0.001)).toBe('≈0')
  expect(cellText(0.005)).toBe('0.01')
})

it('takes no more than five characters below a thousand', () => {
  fc.assert(
    fc.property(fc.double({ min: -999, max: 999, noNaN: true }), (value) => {
      expect(cellText(value).length).toBeLessThanOrEqual(5)
    }),
  )
})
