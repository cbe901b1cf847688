import { describe, expect, it } from 'vitest'
import type { Phase } from '../../../store/phase'
import type { Showing } from '../showing'
import type { DiagramColumn } from '../structure'
import { batchRow, meanOfRows, unitMeans } from './batch-values'
import { journey, partsOf, shownEdges } from './parts'
import { travelledPairs } from './travelled-pairs'

const column = (name: string, kind: DiagramColumn['kind']): DiagramColumn => ({
  name,
  kind,
  title: name,
  layer: null,
  shape: [2],
  units: 2,
  labels: [],
  activation: 'tanh',
  parameters: 0,
  link: 'weights',
})
const columns = [
  column('inputs', 'inputs'),
  column('layers/0', 'hidden'),
  column('layers/1', 'hidden'),
  column('output', 'output'),
]
const showing = (phase: Phase | null, rest: Partial<Showing> = {}): Showing => ({
  edges: 'weight',
  units: 'output',
  phase,
  row: null,
  perLayer: false,
  ...rest,
})
const units = (phase: Phase) => partsOf(showing(phase), columns).map((part) => part.units)
const edges = (phase: Phase) =>
  partsOf(showing(phase), columns)
    .slice(1)
    .map((part) => part.edges)

describe('what each column shows', () => {
  it('without a phase is what was chosen; the plane has no delta', () => {
    const parts = partsOf(showing(null, { units: 'delta', edges: 'gradient' }), columns)
    expect(parts.map((part) => part.units)).toEqual(['blank', 'delta', 'delta', 'delta'])
    expect(partsOf(showing(null), columns).every((part) => part.units === 'usual')).toBe(true)
  })

  it('is the inputs alone while the batch is picked', () => {
    expect(units({ kind: 'batch' })).toEqual(['output', 'blank', 'blank', 'blank'])
    expect(edges({ kind: 'batch' })).toEqual(['bare', 'bare', 'bare'])
  })

  it('on the way forward ends at the layer that is computed', () => {
    const phase = { kind: 'forward', layer: 'layers/1' } as const
    expect(units(phase)).toEqual(['output', 'output', 'output', 'blank'])
    expect(edges(phase)).toEqual(['faint', 'plain', 'bare'])
    expect(shownEdges(showing(phase))).toBe('weight')
    expect(journey(showing(phase), columns)).toEqual({ column: 2, back: false })
  })

  it('on the way back are the deltas of what was passed, and the outputs below', () => {
    const phase = { kind: 'backward', layer: 'layers/1' } as const
    expect(units(phase)).toEqual(['output', 'output', 'delta', 'delta'])
    expect(edges(phase)).toEqual(['bare', 'plain', 'faint'])
    expect(shownEdges(showing(phase))).toBe('gradient')
    expect(journey(showing(phase), columns)).toEqual({ column: 3, back: true })
  })

  it('has nothing travelling where the deltas begin, nor where everything changes', () => {
    expect(journey(showing({ kind: 'backward', layer: 'output' }), columns)).toBeNull()
    expect(journey(showing({ kind: 'update' }), columns)).toBeNull()
    expect(shownEdges(showing({ kind: 'update' }))).toBe('update')
  })
})

describe('numbers of a batch', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 9)

  it('are those of one row, of a smaller batch the last, whether it came alone or not', () => {
    expect(batchRow(values, 2, 1)).toEqual(Float32Array.of(3, 4))
    expect(batchRow(values, 2, 3)).toEqual(Float32Array.of(5, 9))
    expect(batchRow(values.subarray(2, 4), 2, 1)).toEqual(Float32Array.of(3, 4))
    expect(batchRow(values, 4, 0)).toBeNull()
    expect(batchRow(new Float32Array(), 4, 0)).toBeNull()
  })

  it('are the mean over the rows', () => {
    expect(meanOfRows(values, 2)).toEqual(Float32Array.of(3, 5))
    expect(meanOfRows(values, 5)).toBeNull()
  })

  it('are the first of each unit’s summary', () => {
    expect(unitMeans(values, 2)).toEqual(Float32Array.of(1, 4))
    expect(unitMeans(values, 3)).toBeNull()
  })
})

describe('edges that numbers travel along', () => {
  it('are the strongest', () => {
    const weights = Float32Array.from({ length: 100 }, (_, i) => i - 20)
    const pairs = travelledPairs(10, 10, { through: false, weights })
    expect(pairs).toHaveLength(40)
    expect(pairs[0]).toEqual({ from: 9, to: 9, weight: 79 })
    expect(pairs.every(({ weight }) => weight >= 40)).toBe(true)
  })

  it('lead from each to its like where a layer has no weights', () => {
    const pairs = travelledPairs(3, 3, { through: true, weights: null })
    expect(pairs.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
  })

  it('are none at a strip, which has no units', () => {
    expect(travelledPairs(0, 10, { through: false, weights: null })).toEqual([])
  })
})
