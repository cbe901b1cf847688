import { expect, test } from 'vitest'
import { permute } from '../lib/permutation'
import type { ExperimentDocument } from '../model/document'
import { generateDataset } from '../model/generate-dataset'
import { withDefaults } from '../model/parse'
import { BatchPlanner, chunks, evaluationSlot, type Position, START } from './batches'
import { compile } from './compile'
import { type Batch, METRIC } from './plan'

/** A circle of 50 examples, half for training: 25. */
const planned = (changes: Partial<ExperimentDocument>) => {
  const experiment = withDefaults({
    data: { kind: 'generated', name: 'circle', examples: 50 },
    ...changes,
  })
  if (experiment.data.kind !== 'generated') throw new Error('expected generated data')
  const { plan } = compile(experiment, generateDataset(experiment.data, 1))
  const planner = new BatchPlanner(experiment, plan)
  const run = (steps: number) => {
    const batches: Batch[] = []
    const positions: Position[] = [START]
    for (let i = 0; i < steps; i++) {
      const position = positions[i]
      batches.push(planner.batch(position))
      positions.push(planner.after(position))
    }
    return { batches, positions }
  }
  return { plan, run }
}
/** Which examples a batch visits. */
const visited = ({ start, rows, count, order, key }: Batch) =>
  Array.from({ length: rows }, (_, row) => {
    const position = start + row
    if (order === 1) return permute(position, count, key)
    return order === 2 ? position % count : position
  })
const all = Array.from({ length: 25 }, (_, i) => i)

test('a shuffled epoch visits every example once, each epoch in another order', () => {
  const { run } = planned({ batchSize: 10 })
  const { batches, positions } = run(6)
  expect(batches.map(({ rows }) => rows)).toEqual([10, 10, 5, 10, 10, 5])
  const [first, second] = [batches.slice(0, 3), batches.slice(3)].map((b) => b.flatMap(visited))
  expect([...first].sort((a, b) => a - b)).toEqual(all)
  expect([...second].sort((a, b) => a - b)).toEqual(all)
  expect(first).not.toEqual(second)
  expect(positions.map(({ epoch, offset }) => [epoch, offset])).toEqual([
    [0, 0],
    [0, 10],
    [0, 20],
    [1, 0],
    [1, 10],
    [1, 20],
    [2, 0],
  ])
})

test('a sequential epoch visits the examples as they stand', () => {
  const { batches } = planned({ batchSize: 10, order: 'sequential' }).run(4)
  expect(batches.slice(0, 3).flatMap(visited)).toEqual(all)
  expect(visited(batches[3])).toEqual(all.slice(0, 10))
})

test('the order of TensorFlow Playground carries a remainder into the next epoch', () => {
  const { batches, positions } = planned({ batchSize: 10, order: 'tensorflowPlayground' }).run(5)
  expect(batches.map(({ rows }) => rows)).toEqual([10, 10, 10, 10, 10])
  expect(batches.flatMap(visited)).toEqual([...all, ...all])
  expect(visited(batches[2])).toEqual([20, 21, 22, 23, 24, 0, 1, 2, 3, 4])
  expect(positions.map(({ epoch }) => epoch)).toEqual([0, 0, 0, 1, 1, 2])
})

test('a batch larger than the set is the whole set', () => {
  const { run, plan } = planned({ batchSize: 100 })
  expect(plan.batch.perEpoch).toBe(1)
  const [batch] = run(1).batches
  expect([batch.rows, batch.scale]).toEqual([25, 1 / 25])
  const wrapped = planned({ batchSize: 60, order: 'tensorflowPlayground' }).run(2)
  expect(wrapped.batches.map(({ rows }) => rows)).toEqual([60, 60])
  expect(wrapped.positions.map(({ epoch, offset }) => [epoch, offset])).toEqual([
    [0, 0],
    [2, 10],
    [4, 20],
  ])
})

test('the learning rate follows the schedule', () => {
  const { batches } = planned({
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    schedule: { kind: 'step', every: 2, factor: 0.5 },
  }).run(5)
  batches.forEach(({ learningRate }, i) => {
    expect(learningRate).toBeCloseTo([0.1, 0.1, 0.05, 0.05, 0.025][i], 12)
  })
})

test('the corrections of Adam are those of its paper', () => {
  const { batches } = planned({ optimizer: 'adam' }).run(3)
  batches.forEach(({ correction1, correction2 }, i) => {
    expect(correction1).toBeCloseTo(1 / (1 - 0.9 ** (i + 1)), 12)
    expect(correction2).toBeCloseTo(1 / (1 - 0.999 ** (i + 1)), 9)
  })
  const plain = planned({ optimizer: 'sgd' }).run(1).batches[0]
  expect([plain.correction1, plain.correction2]).toEqual([1, 1])
})

test('metrics of a step go round the ring, evaluations stand behind it', () => {
  const { plan, run } = planned({})
  const [first, second] = run(2).batches
  expect([first.slot, second.slot]).toEqual([0, METRIC.width])
  expect(evaluationSlot(plan, 'train')).toBe(METRIC.width * plan.ringSize)
  expect(evaluationSlot(plan, 'test')).toBe(METRIC.width * (plan.ringSize + 1))
  expect(evaluationSlot(plan, 'test') + METRIC.width).toBe(plan.sizes.metrics)
})

test('chunks cover a set once and weigh every example alike', () => {
  const { plan } = planned({ data: { kind: 'generated', name: 'circle', examples: 5000 } })
  const small = { ...plan, evaluationRows: 64 }
  const parts = chunks(small, plan.sets.train, 8)
  expect(parts.flatMap(visited)).toEqual(Array.from({ length: 2500 }, (_, i) => i))
  expect(new Set(parts.map(({ scale }) => scale))).toEqual(new Set([1 / 2500]))
  expect(parts.map(({ accumulate }) => accumulate)).toEqual([0, ...parts.slice(1).map(() => 1)])
})
