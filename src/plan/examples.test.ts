import { expect, test } from 'vitest'
import type { Experiment } from '../model/experiment'
import { generateDataset } from '../model/generate-dataset'
import { withDefaults } from '../model/parse'
import { tableDataset } from '../model/table-dataset'
import { encodeExamples } from './examples'

const encode = (experiment: Experiment) => {
  const { data, seed, task } = experiment
  if (data.kind === 'bundled') throw new Error('bundled data is read from files')
  const dataset =
    data.kind === 'table' ? tableDataset(data, task, seed.data) : generateDataset(data, seed.data)
  return { dataset, ...encodeExamples(experiment, dataset) }
}
const column = (values: Float32Array, width: number, at: number) =>
  Array.from(values).filter((_, i) => i % width === at)

test('features are functions of the raw columns', () => {
  const { dataset, train, inputs } = encode(
    withDefaults({ features: ['xTimesY', 'radius', 'ySquared'] }),
  )
  expect(inputs.map(({ label }) => label)).toEqual(['xy', 'r', 'y²'])
  for (let row = 0; row < 5; row++) {
    const [x, y] = dataset.train.inputs.subarray(2 * row)
    const encoded = Array.from(train.inputs.subarray(3 * row, 3 * row + 3))
    expect(encoded).toEqual([x * y, Math.sqrt(x * x + y * y), y * y].map(Math.fround))
  }
})

test('data of more columns feeds the network as it is', () => {
  const { train, inputs } = encode(
    withDefaults({
      data: {
        kind: 'table',
        inputs: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        labels: [0, 1],
      },
    }),
  )
  expect(inputs.map(({ label }) => label)).toEqual(['x1', 'x2', 'x3'])
  expect([...train.inputs]).toEqual([1, 2, 3, 4, 5, 6])
})

test('standardized inputs have mean 0 and deviation 1 over the training set', () => {
  const {
    dataset,
    train,
    test: rest,
    inputs,
    encode: encodeMore,
  } = encode(withDefaults({ standardize: true, features: ['x', 'xSquared'] }))
  for (let i = 0; i < 2; i++) {
    const values = column(train.inputs, 2, i)
    const mean = values.reduce((a, b) => a + b) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(mean).toBeCloseTo(0, 5)
    expect(variance).toBeCloseTo(1, 5)
  }
  // The test set and all later points are shifted and scaled by the same numbers.
  const [{ mean, deviation }] = inputs
  expect(rest.inputs[0]).toBeCloseTo((dataset.test.inputs[0] - mean) / deviation, 5)
  expect(encodeMore(dataset.test.inputs, rest.count)).toEqual(rest.inputs)
})

test('a constant input is only shifted', () => {
  const { inputs, train } = encode(
    withDefaults({
      standardize: true,
      data: {
        kind: 'table',
        inputs: [
          [5, 1],
          [5, 3],
        ],
        labels: [0, 1],
      },
    }),
  )
  expect(inputs[0]).toMatchObject({ mean: 5, deviation: 1 })
  expect([...train.inputs]).toEqual([0, -1, 0, 1])
})

test.each([
  [[0, 1], 'binaryCrossEntropy', [0, 1]],
  [[0, 1], 'hinge', [-1, 1]],
  [[0, 1], 'meanSquaredError', [-1, 1]],
  [[0, 1], 'softmaxCrossEntropy', [1, 0, 0, 1]],
  [[2, 0], 'softmaxCrossEntropy', [0, 0, 1, 1, 0, 0]],
  [[2, 0], 'binaryCrossEntropy', [0, 0, 1, 1, 0, 0]],
  [[2, 0], 'hinge', [-1, -1, 1, 1, -1, -1]],
] as const)('labels %j for %s become %j', (labels, loss, targets) => {
  const { train } = encode(
    withDefaults({
      loss,
      data: {
        kind: 'table',
        inputs: [
          [1, 1],
          [2, 2],
        ],
        labels,
      },
    }),
  )
  expect([...train.targets]).toEqual(targets)
})

test('targets of a regression stay as they are', () => {
  const { train, outputs } = encode(
    withDefaults({
      task: 'regression',
      data: {
        kind: 'table',
        inputs: [[1], [2]],
        targets: [
          [0.5, -3],
          [7, 1e6],
        ],
      },
    }),
  )
  expect(outputs).toBe(2)
  expect([...train.targets]).toEqual([0.5, -3, 7, 1e6])
})
