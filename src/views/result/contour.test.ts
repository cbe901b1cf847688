import { describe, expect, it } from 'vitest'
import { traceContour } from './contour'

function segments(values: readonly number[], size: number, level = 0): number[][] {
  const list: number[][] = []
  let from: number[] = []
  traceContour(values, size, level, {
    moveTo: (x, y) => {
      from = [x, y]
    },
    lineTo: (x, y) => list.push([...from, x, y]),
  })
  return list
}

describe('contour', () => {
  it('of a step between two columns runs from border to border between their centres', () => {
    const lines = segments([-1, 1, -1, 1], 2)
    expect(lines).toHaveLength(3)
    for (const [x1, , x2] of lines) expect([x1, x2]).toEqual([1, 1])
    const heights = lines.flatMap(([, y1, , y2]) => [y1, y2])
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([0, 2])
  })

  it('stands where the value crosses the level, not half way', () => {
    const [[x]] = segments([-1, 3, -1, 3], 2)
    expect(x).toBeCloseTo(0.75)
    const [[at]] = segments([0, 4, 0, 4], 2, 1)
    expect(at).toBeCloseTo(0.75)
  })

  it('of a cone is a circle', () => {
    const size = 40
    const values = Array.from({ length: size * size }, (_, i) =>
      Math.hypot((i % size) + 0.5 - 20, Math.floor(i / size) + 0.5 - 20),
    )
    const lines = segments(values, size, 12)
    expect(lines.length).toBeGreaterThan(60)
    for (const [x, y] of lines) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(12, 1)
  })

  it('does not exist for a flat field or one that is not a number', () => {
    expect(segments([1, 1, 1, 1], 2)).toEqual([])
    expect(segments([Number.NaN, 1, -1, Number.NaN], 2)).toEqual([])
  })

  it('keeps the two high corners of a saddle together when their mean is high', () => {
    const lines = segments([3, -1, -1, 3], 2).filter(([x1, y1, x2, y2]) =>
      [x1, y1, x2, y2].every((at) => at >= 0.5 && at <= 1.5),
    )
    expect(lines).toHaveLength(2)
    // Each line cuts off one low corner: right above, left below.
    for (const [x1, y1, x2, y2] of lines) {
      expect(x1 + x2 > 2 ? y1 + y2 : 4 - (y1 + y2)).toBeLessThan(2)
    }
  })
})
