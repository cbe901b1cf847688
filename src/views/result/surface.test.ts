import { describe, expect, it } from 'vitest'
import { classShares } from '../shared/outputs'
import type { Palette } from '../shared/palette'
import {
  colourTable,
  enlarge,
  fieldAt,
  greatest,
  isBroken,
  lead,
  paintClasses,
  paintScalar,
  scores,
  shareColour,
  twoClassTable,
} from './surface'

const palette: Palette = {
  theme: 'light',
  negative: [255, 0, 0],
  zero: [240, 240, 240],
  positive: [0, 0, 255],
  classes: [
    [255, 0, 0],
    [0, 0, 255],
    [0, 255, 0],
  ],
  paper: [255, 255, 255],
  ink: [0, 0, 0],
}
const bytes = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]

describe('enlarging', () => {
  it('keeps cell values at their centres and is straight between them', () => {
    const into = new Float32Array(36)
    enlarge(Float32Array.of(0, 3, 0, 3), { size: 2, width: 1, column: 0 }, 3, into)
    const row = into.slice(0, 6)
    expect(row[1]).toBeCloseTo(0)
    expect(row[4]).toBeCloseTo(3)
    expect(row[2]).toBeCloseTo(1)
    expect(row[0]).toBe(0)
    expect(row[5]).toBe(3)
  })

  it('reads one column of many', () => {
    const into = new Float32Array(4)
    const field = { size: 2, width: 2, column: 1 }
    enlarge(Float32Array.of(9, 1, 9, 2, 9, 3, 9, 4), field, 1, into)
    expect([...into]).toEqual([1, 2, 3, 4])
  })
})

describe('colours', () => {
  it('are neutral where all classes are alike', () => {
    expect(shareColour(palette, [0.5, 0.5])).toEqual([240, 240, 240])
    expect(shareColour(palette, [1, 0])).not.toEqual(shareColour(palette, [0, 1]))
  })

  it('of a table end where the table ends', () => {
    const table = colourTable([-1, 1], palette, (value) => [0, 0, value > 0.5 ? 255 : 0])
    const into = new Uint32Array(4)
    paintScalar(Float32Array.of(-50, 0, 50, Number.NaN), table, into)
    expect(bytes(into[0])).toEqual([0, 0, 0])
    expect(bytes(into[2])).toEqual([0, 0, 255])
    expect(into[3]).toBe(table.none)
  })

  it('are hard when discretized', () => {
    const table = twoClassTable(palette, 'logistic', true)
    const into = new Uint32Array(2)
    paintScalar(Float32Array.of(-0.1, 0.1), table, into)
    expect(into[0]).toBe(table.pixels[0])
    expect(into[1]).toBe(table.pixels.at(-1))
  })

  it('of many classes follow the greatest output', () => {
    const meaning = { kind: 'many', share: 'softmax' } as const
    const fields = [Float32Array.of(9, 0), Float32Array.of(0, 0), Float32Array.of(0, 9)]
    const soft = new Uint32Array(2)
    const hard = new Uint32Array(2)
    paintClasses(fields, meaning, palette, false, soft)
    paintClasses(fields, meaning, palette, true, hard)
    expect(bytes(soft[0])[0]).toBeGreaterThan(bytes(soft[0])[1])
    expect(bytes(hard[1])[1]).toBeGreaterThan(bytes(hard[1])[0])
  })

  it('of many classes are those of their shares, whatever the loss', () => {
    const outputs = Float32Array.of(0.4, -0.3, 1.1)
    for (const share of ['softmax', 'logistic', 'cut'] as const) {
      const meaning = { kind: 'many', share } as const
      const into = new Uint32Array(1)
      paintClasses(
        Array.from(outputs, (output) => Float32Array.of(output)),
        meaning,
        palette,
        false,
        into,
      )
      const shares = classShares(meaning, outputs, 0, 3)
      expect(bytes(into[0])).toEqual(shareColour(palette, shares).map(Math.round))
    }
  })
})

describe('fields', () => {
  it('give the value at a place, y upwards', () => {
    const values = Float32Array.of(1, 2, 3, 4)
    const field = { size: 2, width: 1, column: 0 }
    expect(fieldAt(values, field, -3, 3, 6)).toBe(1)
    expect(fieldAt(values, field, 3, -3, 6)).toBe(4)
    expect(fieldAt(values, field, 0, 0, 6)).toBe(2.5)
    expect(fieldAt(values, field, 60, -60, 6)).toBe(4)
  })

  it('tell by how much a class leads', () => {
    const into = lead(Float32Array.of(1, 3, 2, 5, 5, 0), 3, 1, new Float32Array(2))
    expect([...into]).toEqual([1, 0])
  })

  it('score two outputs by their difference', () => {
    expect([...scores(Float32Array.of(1, 3, 2, 0), 2)]).toEqual([2, -2])
  })

  it('know their greatest value and whether they are broken', () => {
    expect(greatest(Float32Array.of(1, -5, Number.NaN, Number.POSITIVE_INFINITY), 1, 0)).toBe(5)
    expect(isBroken(Float32Array.of(1, 2))).toBe(false)
    expect(isBroken(Float32Array.of(Number.NaN, 2))).toBe(true)
  })
})
