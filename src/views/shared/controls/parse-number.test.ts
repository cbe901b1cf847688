import { describe, expect, it } from 'vitest'
import { fieldText, parseNumber } from './parse-number'

describe('a typed number', () => {
  it.each([
    ['0.03', 0.03],
    ['0,03', 0.03],
    [' 1e-3 ', 0.001],
    ['−2', -2],
    ['3·10⁻⁴', 3e-4],
    ['.5', 0.5],
    ['1 000', 1000],
  ])('reads %s', (text, value) => {
    expect(parseNumber(text)).toBeCloseTo(value, 12)
  })
  it.each(['', 'abc', '1.2.3', '1e999', '--1', 'NaN', '0x10'])('refuses %j', (text) => {
    expect(parseNumber(text)).toBeNull()
  })
  it('reads back what a field shows', () => {
    for (const value of [0, 1, -0.5, 1e-8, 3e-5, 0.0003, 12_345, 4_294_967_295, 1e9]) {
      expect(parseNumber(fieldText(value))).toBe(value)
    }
  })
})
