import { describe, expect, it } from 'vitest'
import { classShares, outputMeaning, predictedClass } from './outputs'

const shares = (
  loss: 'binaryCrossEntropy' | 'softmaxCrossEntropy' | 'hinge' | 'meanSquaredError',
  classes: number,
  outputs: readonly number[],
) => {
  const meaning = outputMeaning({ task: 'classification', loss }, classes)
  return classShares(meaning, Float32Array.from(outputs), 0, outputs.length)
}

describe('class shares', () => {
  it('come from one logit by the logistic function', () => {
    expect(shares('binaryCrossEntropy', 2, [0])).toEqual([0.5, 0.5])
    expect(shares('binaryCrossEntropy', 2, [Math.log(3)])[1]).toBeCloseTo(0.75)
  })

  it('come from one output in −1…1 by cutting', () => {
    expect(shares('hinge', 2, [3])).toEqual([0, 1])
    expect(shares('meanSquaredError', 2, [-0.5])[1]).toBeCloseTo(0.25)
  })

  it('of a softmax over two outputs are those of their difference', () => {
    expect(shares('softmaxCrossEntropy', 2, [1, 1 + Math.log(3)])[1]).toBeCloseTo(0.75)
  })

  it('of a softmax do not overflow', () => {
    expect(shares('softmaxCrossEntropy', 3, [1000, 999, -1000])[0]).toBeCloseTo(0.731, 3)
  })

  it('of one-vs-rest outputs add up to 1, even where every output says no', () => {
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
    expect(sum(shares('binaryCrossEntropy', 3, [2, 1, -3]))).toBeCloseTo(1)
    expect(shares('hinge', 4, [-2, -1, -3, -1])).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('of outputs that are no numbers are none either', () => {
    expect(shares('softmaxCrossEntropy', 3, [1, Number.NaN, 0])).toEqual(
      new Array(3).fill(Number.NaN),
    )
  })

  it('are none for a regression', () => {
    const meaning = outputMeaning({ task: 'regression', loss: 'meanSquaredError' }, 0)
    expect(meaning.kind).toBe('value')
  })
})

describe('the decision', () => {
  it('is the side of a single output', () => {
    expect(predictedClass(Float32Array.of(0.1), 0, 1)).toBe(1)
    expect(predictedClass(Float32Array.of(0), 0, 1)).toBe(0)
  })

  it('is the greatest of several, of the row asked for', () => {
    expect(predictedClass(Float32Array.of(9, 0, 0, 1, 3, 2), 3, 3)).toBe(1)
  })
})
