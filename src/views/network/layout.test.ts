import { describe, expect, it } from 'vitest'
import {
  curveParameter,
  type DiagramLayout,
  edgeEnds,
  edgeMiddle,
  type LayoutRequest,
  layOut,
  nearestEdge,
  nearestUnit,
  tileGap,
} from './layout'

const request = (width: number, height: number, units: readonly number[]): LayoutRequest => ({
  width,
  height,
  units,
  labels: { left: 20, right: 0 },
  coarse: false,
  scale: 1,
  note: false,
})

const sizes = [
  [312, 420],
  [360, 500],
  [560, 300],
  [783, 574],
  [1250, 700],
  [1600, 900],
] as const
const networks = [
  [2, 1],
  [2, 4, 2, 1],
  [2, 8, 8, 1],
  [5, 16, 16, 3],
  [2, 64, 1],
  [11, 64, 64, 64, 8],
  [2, ...Array<number>(12).fill(8), 1],
  [1, ...Array<number>(12).fill(64), 8],
]
const cases = sizes.flatMap(([width, height]) =>
  networks.map((units) => ({
    width,
    height,
    units,
    name: `${units.join('-')} at ${width}×${height}`,
  })),
)

function boxes({ columns }: DiagramLayout) {
  return columns.flatMap(({ tile, units }) => units.map(({ x, y }) => ({ x, y, tile })))
}

describe('layOut', () => {
  it.each(cases)('keeps every unit of $name inside of the content', ({ width, height, units }) => {
    const layout = layOut(request(width, height, units))
    expect(layout.width).toBeGreaterThanOrEqual(width)
    for (const { x, y, tile } of boxes(layout)) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + tile).toBeLessThanOrEqual(layout.width)
      expect(y).toBeGreaterThanOrEqual(layout.headTop)
      expect(y + tile).toBeLessThanOrEqual(layout.footY)
      expect(tile).toBeGreaterThanOrEqual(10)
      expect(tile).toBeLessThanOrEqual(56)
    }
  })

  it.each(cases)('lets no units of $name overlap', ({ width, height, units }) => {
    let overlaps = 0
    for (const { tile, units: corners } of layOut(request(width, height, units)).columns) {
      corners.forEach((a, i) => {
        for (const b of corners.slice(i + 1)) {
          if (Math.abs(a.x - b.x) < tile && Math.abs(a.y - b.y) < tile) overlaps += 1
        }
      })
    }
    expect(overlaps).toBe(0)
  })

  it.each(cases)('leaves room for edges between columns of $name', ({ width, height, units }) => {
    const { columns } = layOut(request(width, height, units))
    columns.slice(1).forEach((column, c) => {
      const right = Math.max(...columns[c].units.map(({ x }) => x + columns[c].tile))
      const left = Math.min(...column.units.map(({ x }) => x))
      expect(left - right).toBeGreaterThan(10)
    })
  })

  it.each(cases)(
    'has a + after each column of $name, clear of heads',
    ({ width, height, units }) => {
      for (const coarse of [false, true]) {
        const { columns, inserts, headTop } = layOut({ ...request(width, height, units), coarse })
        expect(inserts.xs).toHaveLength(units.length - 1)
        expect(inserts.size).toBe(coarse ? 44 : 22)
        inserts.xs.forEach((x, c) => {
          const gap = columns[c + 1].x - columns[c].x
          expect(gap).toBeGreaterThanOrEqual(inserts.size)
          if (inserts.top + inserts.size <= headTop) return
          const free = gap - (columns[c].headWidth + columns[c + 1].headWidth) / 2
          expect(free).toBeGreaterThanOrEqual(inserts.size)
          expect(x).toBeCloseTo((columns[c].x + columns[c + 1].x) / 2, 0)
        })
      }
    },
  )

  it('gives few units large thumbnails and many small ones', () => {
    const [inputs, wide] = layOut(request(783, 574, [2, 64, 1])).columns
    expect(inputs.tile).toBe(44)
    expect(wide.tile).toBeLessThan(20)
  })

  it('shows heads in full where there is room', () => {
    expect(layOut(request(783, 574, [2, 8, 8, 1])).compact).toBe(false)
    expect(layOut(request(360, 574, [2, 8, 8, 1])).compact).toBe(true)
  })

  it('fits ten layers and what stands below them under an open view on a laptop', () => {
    const tenLayers = [2, ...Array<number>(10).fill(5), 1]
    for (const [width, height] of [
      [759, 250],
      [814, 306],
    ]) {
      const layout = layOut(request(width, height, tenLayers))
      expect([layout.width, layout.height]).toEqual([width, height])
      expect(layout.footLines).toBeGreaterThan(0)
      expect(Math.min(...boxes(layout).map(({ tile }) => tile))).toBeGreaterThanOrEqual(22)
    }
  })

  it('leaves out whole lines and controls before its units become small, and only then scrolls', () => {
    const at = (height: number) => layOut(request(783, height, [2, 6, 3, 1]))
    const states = [600, 320, 290, 270, 240, 216, 150].map((height) => {
      const { compact, footLines, height: own } = at(height)
      return [compact ? 'compact' : 'full', footLines, own > height ? 'scrolls' : 'fits']
    })
    expect(states).toEqual([
      ['full', 2, 'fits'],
      ['full', 2, 'fits'],
      ['full', 1, 'fits'],
      ['compact', 2, 'fits'],
      ['compact', 1, 'fits'],
      ['compact', 0, 'fits'],
      ['compact', 0, 'scrolls'],
    ])
  })

  it('centres a network that does not need the width', () => {
    const { columns, width } = layOut({
      ...request(1600, 900, [2, 4, 1]),
      labels: { left: 0, right: 0 },
    })
    expect((columns[0].x + columns[2].x) / 2).toBeCloseTo(width / 2, 0)
  })

  it('spaces small thumbnails by two pixels at least', () => {
    expect(tileGap(44)).toBe(10)
    expect(tileGap(10)).toBeGreaterThanOrEqual(2)
  })
})

describe('nearestEdge', () => {
  const layout = layOut(request(783, 574, [2, 8, 8, 1]))

  it.each([true, false])('finds each edge at its own middle (straight: %s)', (straight) => {
    layout.columns.slice(1).forEach((to, c) => {
      const from = layout.columns[c]
      for (let i = 0; i < from.units.length; i++) {
        for (let j = 0; j < to.units.length; j++) {
          const ends = edgeEnds(from, i, to, j)
          const hit = nearestEdge(layout, edgeMiddle(ends), {
            straight,
            tolerance: 6,
            drawn: () => true,
          })
          expect(hit?.column).toBe(c + 1)
          expect(hit?.distance).toBeLessThan(0.01)
        }
      }
    })
  })

  it('follows the curve away from its middle', () => {
    const [from, to] = layout.columns
    const { x0, y0, x1, y1 } = edgeEnds(from, 0, to, 7)
    const t = curveParameter(0.3)
    const point = { x: x0 + 0.3 * (x1 - x0), y: y0 + (y1 - y0) * t * t * (3 - 2 * t) }
    const hit = nearestEdge(layout, point, { straight: false, tolerance: 6, drawn: () => true })
    expect(hit).toMatchObject({ column: 1, from: 0, to: 7 })
  })

  it('finds nothing far from all edges', () => {
    expect(
      nearestEdge(layout, { x: 5, y: 5 }, { straight: false, tolerance: 6, drawn: () => true }),
    ).toBeNull()
    const far = { x: layout.columns[0].x + 60, y: layout.height - 1 }
    expect(
      nearestEdge(layout, far, { straight: false, tolerance: 6, drawn: () => true }),
    ).toBeNull()
  })
})

it('curveParameter inverts the curve', () => {
  for (let t = 0; t <= 1; t += 0.05) {
    expect(curveParameter(1.5 * t - 1.5 * t * t + t * t * t)).toBeCloseTo(t, 6)
  }
})

it('nearestUnit finds the unit beside a height', () => {
  const { columns } = layOut(request(783, 574, [2, 8, 8, 1]))
  columns[1].units.forEach(({ y }, i) => {
    expect(nearestUnit(columns[1], y + columns[1].tile / 2)).toBe(i)
  })
})
