import { describe, expect, it, test } from 'vitest'
import { layStacks, layTiles, neighbour, pixelAt } from './tile-layout'

const size = { rows: 14, columns: 10, side: 42 }

describe('Tiles in rows', () => {
  const layout = layTiles(7, { ...size, room: 100 })

  it('stay within the height, each value a whole number of pixels', () => {
    expect(layout.zoom).toBe(3)
    expect(layout.tile).toEqual({ width: 30, height: 42 })
    expect(layout.height).toBeLessThanOrEqual(100)
    expect(new Set(layout.places.map(({ y }) => y)).size).toBe(2)
    expect(layout.places[4]).toEqual({ x: 0, y: 46 })
    expect(layout.width).toBe(4 * 34 - 4)
  })

  it('keep one row where there is no room for more', () => {
    expect(layTiles(3, { ...size, room: 5 }).height).toBe(42)
  })

  it('tell the pixel at a place, and the nearest one from beside', () => {
    expect(pixelAt(layout, 34 + 29.9, 41.9)).toEqual({ index: 1, row: 13, column: 9 })
    expect(pixelAt(layout, 4, 46 + 3)).toEqual({ index: 4, row: 1, column: 1 })
    expect(pixelAt(layout, -20, -20)).toEqual({ index: 0, row: 0, column: 0 })
    expect(pixelAt(layout, 999, 999)).toMatchObject({ index: 6, row: 13, column: 9 })
  })

  it('have neighbours by arrow key, and none beyond an edge', () => {
    expect(neighbour(layout, 0, 'ArrowRight')).toBe(1)
    expect(neighbour(layout, 3, 'ArrowRight')).toBeUndefined()
    expect(neighbour(layout, 4, 'ArrowLeft')).toBeUndefined()
    expect(neighbour(layout, 1, 'ArrowDown')).toBe(5)
    // The last row is shorter.
    expect(neighbour(layout, 3, 'ArrowDown')).toBe(6)
    expect(neighbour(layout, 5, 'ArrowUp')).toBe(1)
    expect(neighbour(layout, 5, 'Enter')).toBeUndefined()
  })
})

test('Stacks hold their tiles one above the other and break into lines', () => {
  const layout = layStacks(3, 2, { rows: 3, columns: 3, side: 24, room: 70 })
  const [first, second, third, , fifth] = layout.places
  expect(layout.zoom).toBe(8)
  expect(second).toEqual({ x: first.x, y: 28 })
  expect(third.y).toBe(first.y)
  expect(third.x).toBeGreaterThan(24)
  expect(fifth.x).toBe(first.x)
  expect(fifth.y).toBeGreaterThan(second.y + 24)
  expect(neighbour(layout, 1, 'ArrowDown')).toBe(4)
})
