import { describe, expect, it } from 'vitest'
import type { LossName } from '../../model/losses'
import { exampleLoss } from './example-loss'

const loss = (
  task: 'classification' | 'regression',
  name: LossName,
  outputs: readonly number[],
  targets: readonly number[],
) =>
  exampleLoss(
    { task, loss: name },
    { outputs: Float32Array.from(outputs), at: 0, width: outputs.length },
    { targets: Float32Array.from(targets), targetAt: 0 },
  )

describe('the loss of an example', () => {
  it('is the surprise of a logit at its class', () => {
    expect(loss('classification', 'binaryCrossEntropy', [0], [1])).toBeCloseTo(Math.LN2)
    expect(loss('classification', 'binaryCrossEntropy', [800], [0])).toBeCloseTo(800)
    expect(loss('classification', 'binaryCrossEntropy', [800], [1])).toBe(0)
  })

  it('averages one logit per class where there are more', () => {
    const each = loss('classification', 'binaryCrossEntropy', [0, 0, 0], [2])
    expect(each).toBeCloseTo(Math.LN2)
  })

  it('is minus the logarithm of the softmax', () => {
    expect(loss('classification', 'softmaxCrossEntropy', [1, 1, 1], [0])).toBeCloseTo(Math.log(3))
    expect(loss('classification', 'softmaxCrossEntropy', [900, 0], [1])).toBeCloseTo(900)
  })

  it('takes classes as ±1 where the loss does', () => {
    expect(loss('classification', 'hinge', [0.25], [0])).toBeCloseTo(1.25)
    expect(loss('classification', 'meanSquaredError', [1], [1])).toBe(0)
    expect(loss('classification', 'meanSquaredError', [1], [0])).toBe(4)
  })

  it('averages over the outputs of a regression', () => {
    expect(loss('regression', 'meanSquaredError', [1, 2], [1, 4])).toBe(2)
    expect(loss('regression', 'huber', [3], [0])).toBe(2.5)
    expect(loss('regression', 'huber', [0.5], [0])).toBeCloseTo(0.125)
    expect(loss('regression', 'meanAbsoluteError', [-3], [0])).toBe(3)
  })
})
