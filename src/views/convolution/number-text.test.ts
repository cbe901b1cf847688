import { describe, expect, it } from 'vitest'
import { fittingTexts } from './cell-text'
import { fitCells } from './fit-cells'
import { cellText, isExact, numberText, shortText } from './number-text'

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

  it('are shorter still where need be, yet none is 0 that is not', () => {
    expect([0.25, -0.04, 0, 3, 12.7].map(shortText)).toEqual(['0.3', '−0.0', '0', '3', '13'])
  })

  it('are exact or not', () => {
    expect([0.5, 0.125, 1 / 9, 1234].map(isExact)).toEqual([true, true, false, false])
    expect(isExact(0.1 + 0.2)).toBe(true)
  })
})

describe('cells', () => {
  const extent = (cells: number) => ({ across: cells, down: cells, caption: 6 })
  const room = { rem: 16, width: 2000, height: 280 }
  const usual = { input: extent(7), output: extent(5), others: [extent(3), extent(5)] }
  const huge = { input: extent(18), output: extent(12), others: [extent(7), extent(7)] }

  it('are as large as width and height allow', () => {
    expect(fitCells(room, usual)).toEqual({ side: 40, layout: 'row', spare: 1116 })
    expect(fitCells({ ...room, height: 9999 }, usual).side).toBe(44)
    const narrower = fitCells({ ...room, width: 700 }, usual)
    expect(narrower.layout).toBe('row')
    expect(narrower.side).toBeLessThan(40)
  })

  it('stand in two rows before their numbers become unreadable', () => {
    expect(fitCells({ ...room, width: 780 }, huge)).toMatchObject({ side: 24, layout: 'pairs' })
  })

  it('go below one another on a phone, none wider than the screen', () => {
    const phone = { rem: 16, width: 328, height: Number.POSITIVE_INFINITY }
    expect(fitCells(phone, usual)).toMatchObject({ side: 44, layout: 'stack' })
    expect(fitCells(phone, huge).side * 18).toBeLessThanOrEqual(328)
  })

  it('round their numbers, and leave them out before they are too small to read', () => {
    expect(fittingTexts([-0.25, 1], 36)).toMatchObject({ texts: ['−0.25', '1'] })
    expect(fittingTexts([-0.25, 1], 22)).toMatchObject({ texts: ['−0.3', '1'] })
    expect(fittingTexts([-0.25, 1], 18)).toEqual({ texts: ['', ''], fontSize: 0 })
  })
})
