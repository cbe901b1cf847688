import { expect, test } from 'vitest'
import { randomSequence } from '../lib/random'
import type { ExperimentDocument } from '../model/document'
import { withDefaults } from '../model/parse'
import { type ProbeRequest, probeKey } from './protocol'
import { openSession } from './session.test-support'

const random = randomSequence(1, 'points')
const inputs = Array.from({ length: 12 }, () => Array.from({ length: 36 }, () => random.uniform()))
const labels = inputs.map((_, i) => i % 3)

/** Opens a small network for images and answers probes about it. */
async function open(changes: Partial<ExperimentDocument> = {}) {
  const { session, frames } = openSession()
  const experiment = withDefaults({
    data: { kind: 'table', shape: [6, 6, 1], inputs, labels, testFraction: 0.25 },
    layers: [
      {
        kind: 'residual',
        activation: 'tanh',
        layers: [{ kind: 'conv2d', filters: 2, padding: 'same' }],
      },
      { kind: 'maxPool2d' },
    ],
    loss: 'softmaxCrossEntropy',
    batchSize: 3,
    ...changes,
  })
  const loaded = await session.load(experiment, { backend: 'auto', how: 'open' })
  const ask = async (...requests: readonly ProbeRequest[]) => {
    await session.observe(requests)
    const keys = requests.map(probeKey)
    for (;;) {
      const { probes } = frames.at(-1) ?? { probes: {} }
      if (keys.every((key) => key in probes)) return keys.map((key) => [...probes[key]])
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return { session, frames, loaded, ask }
}

test('layers within blocks answer, and one example is the same wherever it stands', async () => {
  const { loaded, ask } = await open()
  expect(loaded.layers[0].layers?.map(({ name }) => name)).toEqual([
    'layers/0/layers/0',
    'layers/0/projection',
  ])
  const point = [...(loaded.test?.inputs.subarray(36, 72) ?? [])]
  const tensor = 'layers/0/layers/0/preActivation'
  const [all, one, drawn] = await ask(
    { tensor, over: 'test' },
    { tensor, over: 'test', example: 1 },
    { tensor, over: 'point', point },
  )
  expect(one).toHaveLength(6 * 6 * 2)
  expect(one).toEqual(all.slice(72, 144))
  expect(drawn).toEqual(one)
})

test('max pooling tells which pixel won', async () => {
  const { ask } = await open()
  const [below, index, pooled] = await ask(
    { tensor: 'layers/0/output', over: 'train', example: 0 },
    { tensor: 'layers/1/index', over: 'train', example: 0 },
    { tensor: 'layers/1/output', over: 'train', example: 0 },
  )
  pooled.forEach((value, i) => {
    expect(value).toBe(below[2 * index[i] + (i % 2)])
  })
})

test('deltas follow the loss of the example, of another class, or the score of a class', async () => {
  const { loaded, ask } = await open()
  const request = { tensor: 'output/delta', over: 'train', example: 0 } as const
  const [z, own, other, score] = await ask(
    { tensor: 'output/preActivation', over: 'train', example: 0 },
    request,
    { ...request, target: 2 },
    { ...request, of: 'score', target: 1 },
  )
  const sum = z.reduce((total, value) => total + Math.exp(value), 0)
  const softmax = z.map((value) => Math.exp(value) / sum)
  const target = loaded.train?.targets[0] ?? 0
  const expected = (label: number) => softmax.map((p, i) => p - Number(i === label))
  own.forEach((value, i) => expect(value).toBeCloseTo(expected(target)[i], 6))
  other.forEach((value, i) => expect(value).toBeCloseTo(expected(2)[i], 6))
  expect(score).toEqual([0, 1, 0])
})

test('images are moved and covered before the network sees them', async () => {
  const { loaded, ask } = await open()
  const tensor = 'inputs/output'
  const [moved, covered, plain] = await ask(
    { tensor, over: 'test', shift: [0, 1] },
    { tensor, over: 'test', example: 0, occlude: { size: 2, stride: 3 } },
    { tensor, over: 'test', example: 0 },
  )
  const image = [...(loaded.test?.inputs.subarray(0, 36) ?? [])]
  expect(plain).toEqual(image)
  expect(moved.slice(0, 36)).toEqual([...new Array(6).fill(0), ...image.slice(0, 30)])
  expect(covered).toHaveLength(4 * 36)
  expect(covered.slice(0, 36).filter((pixel, i) => pixel !== image[i])).toHaveLength(1)
})

test('of a set too large to be moved whole, the first images are moved', async () => {
  const many = Array.from({ length: 300 }, (_, i) => inputs[i % inputs.length])
  const large = Array.from({ length: 56 * 56 }, () => 0.5)
  const { ask } = await open({
    data: {
      kind: 'table',
      shape: [56, 56, 1],
      inputs: many.map((_, i) => large.with(0, (i % 10) / 10)),
      labels: many.map((_, i) => i % 3),
    },
    layers: [],
  })
  const [moved, beside] = await ask(
    { tensor: 'output/output', over: 'train', shift: [1, 0] },
    { tensor: 'output/output', over: 'point', point: large },
  )
  expect(moved).toHaveLength(250 * 3)
  expect(beside).toHaveLength(3)
})

test('frames of a network whose evaluation is costly carry the last losses, and say their step', async () => {
  const wide = (units: number) => ({ kind: 'dense', units }) as const
  const many = Array.from({ length: 2000 }, (_, i) => inputs[i % inputs.length])
  const { session, frames } = await open({
    data: { kind: 'table', shape: [6, 6, 1], inputs: many, labels: many.map((_, i) => i % 3) },
    layers: Array.from({ length: 6 }, () => wide(128)),
    batchSize: 8,
  })
  await session.play()
  while (!frames.some(({ state }) => state.step > 20)) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await session.pause()
  const playing = frames.filter(({ state }) => state.status === 'playing')
  expect(playing.every(({ state }) => state.measuredAt <= state.step)).toBe(true)
  const history = await session.history()
  for (const { state } of playing) {
    const entry = history.find(({ step }) => step === state.measuredAt)
    expect(state.trainLoss).toBe(entry?.trainLoss)
  }
  const { step, measuredAt } = await session.state()
  expect(measuredAt).toBe(step)
  expect(history.map((entry) => entry.step).slice(0, 6)).toEqual([0, 1, 2, 4, 8, 16])
})
