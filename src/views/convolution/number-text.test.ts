import { describe, expect, it } from 'vitest'
import { fitCells } from './fit-cells'
import { fontFor } from './number-grid'
import { cellText, isExact, numberText } from './number-text'

describe('numbers', () => {
  it('lose the zeros at their end and the rest that rounding leaves of zero', () => {
    expect([1, -0.5, 0.0625, 1 / 3, 12.25, 100, 1e-17, -0].map(numberText)).toEqual([
      '1',
      '−0.5',
      '0.0625',
      '0.333',
      '12.3',
      '100',
      '0',
      '0',
    ])
    expect([1e6, 0.0001].map(numberText)).toEqual(['1·10⁶', '1·10⁻⁴'])
  })

  it('are short in cells', () => {
    expect([1 / 9, -0.0625, 2, 0.004, -123.4, 12.345].map(cellText)).toEqual([
      '0.11',
      '−0.06',
      '2',
      '0.004',
      '−123',
      '12.35',
    ])
  })

  it('are exact or not', () => {
    expect([0.5, 0.125, 1 / 9, 1234].map(isExact)).toEqual([true, true, false, false])
    expect(isExact(0.1 + 0.2)).toBe(true)
  })
})

describe('cells', () => {
  const stage = { rem: 16, gap: 28, rows: 7, height: 280 }
  const columns = [7, 3, 5, 5].map((cells) => ({ cells, caption: 100 }))

  it('are as large as width and height allow', () => {
    expect(fitCells({ ...stage, columns, width: 2000 })).toEqual({ side: 40, wraps: false })
    expect(fitCells({ ...stage, columns, width: 2000, height: 9999 }).side).toBe(44)
    const narrow = fitCells({ ...stage, columns, width: 720 })
    expect(narrow.wraps).toBe(false)
    expect(narrow.side).toBeLessThan(40)
  })

  it('go below one another on a phone, none wider than the screen', () => {
    const phone = fitCells({ ...stage, columns, width: 328 })
    expect(phone).toEqual({ side: 36, wraps: true })
    const wide = [18, 7, 7, 12].map((cells) => ({ cells, caption: 100 }))
    expect(fitCells({ ...stage, columns: wide, width: 328 }).side * 18).toBeLessThanOrEqual(328)
  })

  it('leave out numbers that would be too small to read', () => {
    expect(fontFor(['−0.25', '1'], 36)).toBeGreaterThanOrEqual(11)
    expect(fontFor(['−0.25', '1'], 18)).toBe(0)
  })
})
