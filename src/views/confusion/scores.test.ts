import { describe, expect, it } from 'vitest'
import { confusion, fit, judge } from './scores'

const examples = (...labels: number[]) => ({
  count: labels.length,
  inputs: new Float32Array(labels.length * 2),
  targets: Float32Array.from(labels),
})

describe('confusion', () => {
  it('counts by actual and predicted class, for one output per example', () => {
    const result = confusion(Float32Array.of(-1, 2, 3, -1), 1, examples(0, 0, 1, 1), 2)
    expect(result.counts).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(result.accuracy).toBe(0.5)
  })

  it('gives precision and recall of each class, NaN where they are undefined', () => {
    const outputs = Float32Array.of(9, 0, 0, 9, 0, 0, 0, 9, 0)
    const { precision, recall } = confusion(outputs, 3, examples(0, 1, 1), 3)
    expect(precision).toEqual([0.5, 1, Number.NaN])
    expect(recall).toEqual([1, 0.5, Number.NaN])
  })
})

describe('judging examples', () => {
  const meaning = { kind: 'many', share: 'softmax' } as const
  const three = { count: 4, inputs: new Float32Array(8), targets: Float32Array.of(0, 1, 2, 2) }
  const outputs = Float32Array.of(0, 1, 0, 9, 0, 0, 3, 0, 0, 0, 0, 5)

  it('lists mistakes, the surest first', () => {
    const mistakes = judge(meaning, { outputs, width: 3 }, three, (a, b) => a !== b)
    expect(mistakes.map(({ index, actual, predicted }) => [index, actual, predicted])).toEqual([
      [1, 1, 0],
      [2, 2, 0],
      [0, 0, 1],
    ])
    expect(mistakes[2].share).toBeCloseTo(Math.E / (Math.E + 2))
  })

  it('puts answers that are no numbers last', () => {
    const broken = outputs.with(3, Number.NaN)
    const mistakes = judge(meaning, { outputs: broken, width: 3 }, three, (a, b) => a !== b)
    expect(mistakes.at(-1)?.share).toBeNaN()
  })
})

describe('the fit of a regression', () => {
  it('is perfect where output and target agree', () => {
    const same = Float32Array.of(1, 2, 4)
    expect(fit(same, same, 1)).toEqual({ rSquared: 1, deviation: 0, meanAbsolute: 0 })
  })

  it('explains nothing where the output is the mean', () => {
    const { rSquared, deviation } = fit(Float32Array.of(2, 2), Float32Array.of(1, 3), 1)
    expect(rSquared).toBe(0)
    expect(deviation).toBe(1)
  })

  it('is not defined where targets do not vary', () => {
    expect(fit(Float32Array.of(1, 2), Float32Array.of(1, 1), 1).rSquared).toBeNaN()
  })
})
