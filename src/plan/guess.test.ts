import { expect, test } from 'vitest'
import { guessLoss } from './guess'

const set = (...targets: number[]) => ({
  count: targets.length,
  inputs: new Float32Array(),
  targets: Float32Array.from(targets),
})

test.each([
  ['meanSquaredError', [1, 3], 1],
  ['meanAbsoluteError', [0, 0, 0, 4], 1],
  ['huber', [0, 0, 0, 4], 3.5 / 4],
  ['binaryCrossEntropy', [0, 1, 0, 1], Math.LN2],
  ['hinge', [1, 1, 1, -1], 0.5],
] as const)('the best constant answer under %s', (loss, targets, expected) => {
  expect(guessLoss(loss, set(...targets), 1)).toBeCloseTo(expected, 6)
})

test('under softmax it is the entropy of the classes', () => {
  const balanced = set(1, 0, 0, 0, 1, 0, 0, 0, 1)
  expect(guessLoss('softmaxCrossEntropy', { ...balanced, count: 3 }, 3)).toBeCloseTo(Math.log(3), 6)
})

test('several outputs count as their mean', () => {
  const two = { ...set(1, 5, 3, 5), count: 2 }
  expect(guessLoss('meanSquaredError', two, 2)).toBeCloseTo(0.5, 6)
})
