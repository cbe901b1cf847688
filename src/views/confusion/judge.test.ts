import { expect, it } from 'vitest'
import { judge } from './scores'

const meaning = { kind: 'many', share: 'softmax' } as const
const examples = { count: 4, inputs: new Float32Array(8), targets: Float32Array.of(0, 1, 2, 2) }
const outputs = Float32Array.of(0, 1, 0, 9, 0, 0, 3, 0, 0, 0, 0, 5)

it('lists mistakes, the surest first', () => {
  const mistakes = judge(meaning, { outputs, width: 3 }, examples, (a, b) => a !== b)
  expect(mistakes.map(({ index, actual, predicted }) => [index, actual, predicted])).toEqual([
    [1, 1, 0],
    [2, 2, 0],
    [0, 0, 1],
  ])
  expect(mistakes[2].share).toBeCloseTo(Math.E / (Math.E + 2))
})

it('puts answers that are no numbers last', () => {
  const broken = outputs.with(3, Number.NaN)
  const mistakes = judge(meaning, { outputs: broken, width: 3 }, examples, (a, b) => a !== b)
  expect(mistakes.at(-1)?.share).toBeNaN()
})
