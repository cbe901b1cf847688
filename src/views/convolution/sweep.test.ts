import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WindowSettings } from '../../model/window'
import { edgesOf, nodeRow } from './network-layout'
import { feeds, fits, paddedSize, skipped, sweep, taps, usesOf, windowStart } from './sweep'

const settings: fc.Arbitrary<WindowSettings> = fc.record({
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom('valid' as const, 'same' as const, 1, 2, 3),
})
const side = fc.integer({ min: 3, max: 7 })
const start: WindowSettings = { kernel: 3, stride: 1, padding: 'valid', dilation: 1 }

const key = (place: { row: number; column: number }) => `${place.row} ${place.column}`

describe('the sweep of a window', () => {
  it('feeds an output from exactly the pixels that its window touches', () => {
    fc.assert(
      fc.property(side, side, settings, (height, width, window) => {
        const over = sweep({ height, width }, window)
        if (!fits(over)) return
        const forth: string[] = []
        for (let row = 0; row < height; row++) {
          for (let column = 0; column < width; column++) {
            for (const { output, weight } of feeds(over, { row, column })) {
              forth.push(`${key({ row, column })} ${key(output)} ${key(weight)}`)
            }
          }
        }
        const back: string[] = []
        for (let row = 0; row < over.output.height; row++) {
          for (let column = 0; column < over.output.width; column++) {
            for (const { pixel, weight, inside } of taps(over, { row, column })) {
              if (inside) back.push(`${key(pixel)} ${key({ row, column })} ${key(weight)}`)
            }
          }
        }
        expect(forth.sort()).toEqual(back.sort())
        expect(edgesOf(over)).toHaveLength(back.length)
      }),
    )
  })

  it('stays within the padded image, its last window too', () => {
    fc.assert(
      fc.property(side, side, settings, (height, width, window) => {
        const over = sweep({ height, width }, window)
        if (!fits(over)) return
        const last = windowStart(over, {
          row: over.output.height - 1,
          column: over.output.width - 1,
        })
        const padded = paddedSize(over)
        expect(last.row + over.before.row + over.reach).toBeLessThanOrEqual(padded.height)
        expect(last.column + over.before.column + over.reach).toBeLessThanOrEqual(padded.width)
      }),
    )
  })

  it('puts the odd zero of “same” behind the image', () => {
    const over = sweep({ height: 6, width: 6 }, { ...start, padding: 'same', stride: 2 })
    expect(over).toMatchObject({
      output: { height: 3, width: 3 },
      before: { row: 0, column: 0 },
      after: { row: 1, column: 1 },
    })
  })

  it('knows the pixels that no window touches', () => {
    const over = sweep({ height: 7, width: 8 }, { ...start, kernel: 2, stride: 3 })
    expect([...skipped(over).rows]).toEqual([2, 5, 6])
    expect([...skipped(over).columns]).toEqual([2, 5])
  })

  it('uses a corner weight less often than the centre where there is padding', () => {
    const over = sweep({ height: 5, width: 5 }, { ...start, padding: 'same' })
    expect(usesOf(over, { row: 1, column: 1 })).toHaveLength(25)
    expect(usesOf(over, { row: 0, column: 0 })).toHaveLength(16)
  })
})

describe('a row of nodes', () => {
  it('finds each node again by its place, at any width', () => {
    for (const width of [300, 800, 2000]) {
      const size = { height: 5, width: 4 }
      const row = nodeRow(size, width)
      for (let i = 0; i < 20; i++) {
        expect(row.x(i)).toBeGreaterThan(0)
        expect(row.x(i)).toBeLessThan(width)
        expect(row.at(row.x(i))).toEqual({ row: Math.floor(i / 4), column: i % 4 })
      }
    }
  })
})
