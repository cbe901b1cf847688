import { expect, it } from 'vitest'
import type { ExperimentDocument } from '../../../model/document'
import { parse } from '../../../model/parse'
import type { DiagramLayout } from '../layout'
import { diagramColumns } from '../structure'
import { layOutNetwork } from './lay-out-network'
import { filterSizes } from './line-values'
import { betweensOf, looksOf } from './looks'

type Layers = ExperimentDocument['layers']

const conv = (filters: number, kernel = 3): Layers[number] => ({
  kind: 'conv2d',
  filters,
  kernel,
  padding: 'same',
})
const pool: Layers[number] = { kind: 'maxPool2d' }
const dense = (units: number): Layers[number] => ({ kind: 'dense', units })

const networks: Record<string, { data: 'digits' | 'mnist'; layers: Layers }> = {
  'logistic regression': { data: 'digits', layers: [] },
  '64-2-10': { data: 'digits', layers: [dense(2)] },
  perceptron: { data: 'mnist', layers: [{ kind: 'flatten' }, dense(128), dense(24)] },
  lenet: {
    data: 'mnist',
    layers: [conv(6, 5), pool, conv(16, 5), pool, { kind: 'flatten' }, dense(120), dense(84)],
  },
  vgg: {
    data: 'mnist',
    layers: [conv(16), conv(32), pool, conv(32), conv(32), pool, { kind: 'flatten' }, dense(64)],
  },
  deep: {
    data: 'digits',
    layers: [...Array.from({ length: 23 }, () => conv(8)), { kind: 'globalAveragePool2d' }],
  },
}
const sizes = [
  [312, 340],
  [488, 560],
  [785, 700],
  [1150, 900],
] as const

function columnsOf({ data, layers }: { data: 'digits' | 'mnist'; layers: Layers }) {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data: { kind: 'bundled', name: data },
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return diagramColumns(result.experiment, null)
}

const laidOut = (name: string, width: number, height: number, coarse = false): DiagramLayout => {
  const columns = columnsOf(networks[name])
  const room = { width, height, coarse, scale: 1, ratio: coarse ? 2 : 1, names: 20 }
  return layOutNetwork(columns, looksOf(columns), room)
}

const cases = sizes.flatMap(([width, height]) =>
  Object.keys(networks).map((name) => ({ name, width, height })),
)

it.each(cases)('keeps all pictures of $name apart at $width×$height', ({ name, width, height }) => {
  for (const coarse of [false, true]) {
    const layout = laidOut(name, width, height, coarse)
    expect(layout.width).toBeGreaterThanOrEqual(width)
    layout.columns.forEach(({ units, tile, tileHeight, box }, c) => {
      expect(box?.left).toBeGreaterThanOrEqual(0)
      expect(box?.right).toBeLessThanOrEqual(layout.width)
      expect(box?.bottom).toBeLessThanOrEqual(layout.footY)
      expect(box?.top).toBeGreaterThan(layout.headTop + 40)
      const next = layout.columns[c + 1]?.box
      expect((next?.left ?? Number.POSITIVE_INFINITY) - (box?.right ?? 0)).toBeGreaterThan(17)
      let overlaps = 0
      units.forEach((a, i) => {
        for (const b of units.slice(i + 1)) {
          if (Math.abs(a.x - b.x) < tile && Math.abs(a.y - b.y) < tileHeight) overlaps += 1
        }
      })
      expect(overlaps).toBe(0)
    })
  }
})

it.each(cases)(
  'has a + after each column of $name at $width×$height',
  ({ name, width, height }) => {
    for (const coarse of [false, true]) {
      const { columns, inserts, headTop } = laidOut(name, width, height, coarse)
      expect(inserts.xs).toHaveLength(columns.length - 1)
      const apart = inserts.xs.slice(1).map((x, c) => x - inserts.xs[c])
      expect(Math.min(...apart, inserts.size)).toBe(inserts.size)
      // In a row of its own it needs no room beside the heads.
      if (inserts.top + inserts.size <= headTop) continue
      const free = columns.slice(1).map((column, c) => {
        const heads = (columns[c].headWidth + column.headWidth) / 2
        return column.x - columns[c].x - heads
      })
      expect(Math.min(...free)).toBeGreaterThanOrEqual(inserts.size)
    }
  },
)

it('shows a map larger than its pixels by a whole number of the screen’s pixels', () => {
  const { columns } = laidOut('lenet', 1150, 900)
  expect(columns[1].tile % 28).toBe(0)
  expect(columns[2].tile % 14).toBe(0)
  expect(columns[3].tile % 14).toBe(0)
})

it('draws what pooling keeps no larger than what it came from', () => {
  for (const [width, height] of sizes) {
    const { columns } = laidOut('lenet', width, height)
    expect(columns[2].tile).toBeLessThanOrEqual(columns[1].tile)
    expect(columns[4].tile).toBeLessThanOrEqual(columns[3].tile)
  }
})

it('fits LeNet into a laptop without scrolling', () => {
  expect(laidOut('lenet', 785, 700).width).toBe(785)
})

it('fits LeNet under an open view on a laptop, every class with a line of its own', () => {
  for (const [width, height] of [
    [759, 250],
    [814, 306],
  ]) {
    const layout = laidOut('lenet', width, height)
    expect([layout.width, layout.height]).toEqual([width, height])
    const { units } = layout.columns[layout.columns.length - 1]
    expect(units).toHaveLength(10)
    for (const [i, { y }] of units.slice(1).entries()) {
      expect(y - units[i].y).toBeGreaterThanOrEqual(13)
    }
  }
})

it('leaves out what stands below the pictures, then the last line above, then scrolls', () => {
  const at = (height: number) => laidOut('lenet', 785, height)
  const states = [306, 250, 238, 200].map((height) => {
    const { footLines, shortHeads, height: own } = at(height)
    return { footLines, shortHeads, scrolls: own > height }
  })
  expect(states).toEqual([
    { footLines: 2, shortHeads: false, scrolls: false },
    { footLines: 0, shortHeads: false, scrolls: false },
    { footLines: 0, shortHeads: true, scrolls: false },
    { footLines: 0, shortHeads: true, scrolls: true },
  ])
})

it('shows units that see the image directly as their weights, and no others', () => {
  const looks = (name: string) => looksOf(columnsOf(networks[name])).map(({ kind }) => kind)
  expect(looks('logistic regression')).toEqual(['image', 'weights'])
  expect(looks('64-2-10')).toEqual(['image', 'weights', 'values'])
  expect(looks('perceptron')).toEqual(['image', 'strip', 'weights', 'values', 'values'])
  expect(looks('lenet').slice(4)).toEqual(['maps', 'strip', 'values', 'values', 'values'])
})

it('draws lines only where there are few for the room, and bands for the rest', () => {
  const betweens = (name: string, width: number) => {
    const columns = columnsOf(networks[name])
    const looks = looksOf(columns)
    return betweensOf(columns, looks, laidOut(name, width, 700)).slice(1)
  }
  expect(betweens('64-2-10', 785)).toEqual(['fan', 'weights'])
  const lenet = betweens('lenet', 785)
  expect(lenet.slice(0, 2)).toEqual(['filters', 'through'])
  expect(lenet.slice(4)).toEqual(['band', 'band', 'band', 'band'])
  expect(betweens('lenet', 1600)[2]).toBe('filters')
})

it('tells the size of a filter, and whether its weights are more positive or negative', () => {
  // [2 places, 2 × 2 filters]
  const weights = Float32Array.of(3, -1, 0, 2, 4, -2, 0, -3)
  expect([...filterSizes(weights, 4)]).toEqual([
    5,
    -Math.fround(Math.sqrt(5)),
    0,
    -Math.fround(Math.sqrt(13)),
  ])
})
