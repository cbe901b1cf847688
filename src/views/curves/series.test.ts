import { describe, expect, it } from 'vitest'
import { linearScale } from '../shared/axis'
import {
  accuracyInterval,
  lineEnd,
  lossInterval,
  nearestEntry,
  type Series,
  seriesOf,
  seriesPath,
  smooth,
  stepInterval,
} from './series'

const series = (...values: number[]): Series => ({
  entries: values.map((trainLoss, step) => ({ step, trainLoss })),
  values: Float64Array.from(values),
})

describe('smoothing', () => {
  it('starts at the first value and keeps a constant', () => {
    expect([...smooth(Float64Array.of(2, 2, 2), 0.9)]).toEqual(
      [2, 2, 2].map((v) => expect.closeTo(v)),
    )
  })

  it('starts again after a gap', () => {
    const [, , after] = smooth(Float64Array.of(1, Number.NaN, 5), 0.9)
    expect(after).toBeCloseTo(5)
  })

  it('reads the metric asked for; a run without a test set has gaps', () => {
    const run = { run: 1, entries: [{ step: 0, trainLoss: 3, trainAccuracy: 0.5 }] }
    expect([...seriesOf(run, 'accuracy', 'train', 0).values]).toEqual([0.5])
    expect([...seriesOf(run, 'loss', 'test', 0).values]).toEqual([Number.NaN])
  })
})

describe('a path', () => {
  const y = linearScale([0, 1], [10, 0])

  it('keeps the spike among many entries of one pixel', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i === 500 ? 1 : 0))
    const path = seriesPath(series(...values), linearScale([0, 1000], [0, 10]), y)
    expect(path).toContain(',0.0')
    expect(path.split(/[ML]/).length).toBeLessThan(30)
  })

  it('breaks where the loss is not a number', () => {
    const path = seriesPath(series(0, 0, Number.NaN, 0, 0), linearScale([0, 4], [0, 40]), y)
    expect(path.match(/M/g)).toHaveLength(2)
  })

  it('ends at the last finite value', () => {
    expect(lineEnd(series(3, 2, Number.NaN))).toEqual({ step: 1, value: 2 })
    expect(lineEnd(series(Number.NaN))).toBeUndefined()
  })
})

describe('axes', () => {
  it('of steps end at a round step beyond all runs', () => {
    const run = (last: number) => ({ run: 1, entries: [{ step: last, trainLoss: 1 }] })
    expect(stepInterval([run(1), run(420)])).toEqual([0, 500])
    expect(stepInterval([])).toEqual([0, 10])
  })

  it('of losses hold all of them', () => {
    expect(lossInterval([series(0.69, 0.1)], 'linear')).toEqual([0, 0.8])
    expect(lossInterval([series(0.69, 0.004)], 'logarithmic')).toEqual([0.003, 1])
  })

  it('of losses ignore zeros on a logarithmic scale', () => {
    expect(lossInterval([series(1, 0.05, 0)], 'logarithmic')).toEqual([0.03, 1])
    expect(lossInterval([series(0, 0)], 'logarithmic')).toEqual([0.1, 1])
  })

  it('of losses let go of what diverges', () => {
    const [, top] = lossInterval([series(1, 5, 1e9, Number.POSITIVE_INFINITY)], 'linear')
    expect(top).toBe(4)
  })

  it('of accuracies go up to 1', () => {
    expect(accuracyInterval([series(0.47, 0.98)])).toEqual([0.4, 1])
    expect(accuracyInterval([series(0.99)])).toEqual([0.9, 1])
  })
})

it('finds the entry next to a step', () => {
  const entries = [0, 1, 4, 100].map((step) => ({ step, trainLoss: 0 }))
  expect([-5, 2, 3, 60, 1000].map((step) => nearestEntry(entries, step))).toEqual([0, 1, 2, 3, 3])
})
