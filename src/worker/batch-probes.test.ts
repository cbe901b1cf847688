import { beforeAll, expect, test } from 'vitest'
import type { Backend } from '../engine/backend'
import { NOTHING } from '../engine/conformance/fixtures.test-support'
import { Trainer } from '../engine/trainer'
import { createWasmBackend } from '../engine/wasm/backend'
import { randomSequence } from '../lib/random'
import type { ExperimentDocument } from '../model/document'
import { withDefaults } from '../model/parse'
import { tableDataset } from '../model/table-dataset'
import { compile } from '../plan/compile'
import { initialParameters } from '../plan/initialize'
import { METRIC } from '../plan/plan'
import { readSummary, SUMMARY, UNIT_SUMMARY } from '../plan/summary'
import { placeBatchProbes } from './batch-probes'
import { type Frame, type ProbeRequest, probeKey } from './protocol'
import { Session } from './session'

let backend: Backend
beforeAll(async () => {
  backend = await createWasmBackend()
})

const random = randomSequence(1, 'points')
const inputs = Array.from({ length: 11 }, () => Array.from({ length: 36 }, () => random.uniform()))
const labels = inputs.map((_, i) => i % 3)

/** All that is random or lasting in a step, batches of 4, 4 and 3. */
const data = { kind: 'table', shape: [6, 6, 1], inputs, labels, testFraction: 0 } as const
const lively: Partial<ExperimentDocument> = {
  layers: [
    { kind: 'residual', layers: [{ kind: 'conv2d', filters: 2, padding: 'same' }] },
    { kind: 'batchNorm', activation: 'sigmoid' },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.3 },
  ],
  optimizer: { kind: 'adam', learningRate: 0.02 },
  augmentation: { translation: 1, flip: true },
  schedule: { kind: 'step', factor: 0.5, every: 2 },
  clipping: { norm: 0.05 },
  regularization: { l2: 0.01 },
  loss: 'softmaxCrossEntropy',
  batchSize: 4,
}

async function open(changes: Partial<ExperimentDocument> = lively) {
  const experiment = withDefaults({ data, ...changes })
  const dataset = tableDataset({ ...data, inputs, labels }, experiment.task, experiment.seed.data)
  const { plan, data: encoded, examples } = compile(experiment, dataset)
  const parameters = initialParameters(experiment, plan)
  const optimizer = new Float32Array(plan.sizes.state)
  const engine = await backend.load(plan, encoded, { parameters, optimizer })
  const trainer = new Trainer(experiment, plan, engine)
  /** About the coming update, by path; undefined where there is no answer. */
  const ask = async (tensor: string, part?: ProbeRequest['reduce'] | number) => {
    const reduced = typeof part === 'number' ? { row: part } : part && { reduce: part }
    const request: ProbeRequest = { tensor, over: 'batch', ...reduced }
    const probes = placeBatchProbes([request], plan)
    const dissect = trainer.next
    const { dissections } = probes
    const observation = await engine.observe({ ...NOTHING, dissect, dissections })
    const answers: Record<string, Float32Array | undefined> = probes.answer(dissect, observation)
    expect(probes.wanted).toBe(probeKey(request) in answers)
    return answers[probeKey(request)]
  }
  return { engine, trainer, ask, plan, examples }
}

const differences = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i])

test('the change of each parameter is exactly what the next step adds to it', async () => {
  const { engine, trainer, ask, plan } = await open()
  for (let step = 0; step < 7; step++) {
    const named = new Map<string, Float32Array | undefined>()
    for (const { name } of plan.parameters) {
      for (const what of ['value', 'update', 'state/0', 'state/1', 'nextState/0', 'nextState/1']) {
        named.set(`${name}/${what}`, await ask(`${name}/${what}`))
      }
    }
    const before = await engine.snapshot()
    trainer.advance(1)
    const after = await engine.snapshot()
    const count = plan.sizes.parameters
    const change = differences(after.parameters, before.parameters)
    for (const { name, offset, shape } of plan.parameters) {
      const size = shape.reduce((product, side) => product * side, 1)
      const part = (of: Float32Array, slot = 0) =>
        of.slice(slot * count + offset, slot * count + offset + size)
      expect(named.get(`${name}/value`)).toEqual(part(before.parameters))
      expect(named.get(`${name}/update`)).toEqual(part(change))
      for (const slot of [0, 1]) {
        expect(named.get(`${name}/state/${slot}`)).toEqual(part(before.optimizer, slot))
        expect(named.get(`${name}/nextState/${slot}`)).toEqual(part(after.optimizer, slot))
      }
    }
    expect(change.some((value) => value !== 0)).toBe(true)
  }
})

test.each(['shuffled', 'sequential', 'tensorflowPlayground'] as const)(
  'the examples named are those that the batch takes, %s',
  async (order) => {
    const { trainer, ask, plan, examples } = await open({
      ...lively,
      augmentation: {},
      order,
    })
    const { inputs: rows, targets } = examples.train
    const width = plan.inputs.length
    for (let step = 0; step < 4; step++) {
      const taken = await ask('batch/examples')
      const wraps = order === 'tensorflowPlayground'
      expect(taken).toHaveLength(step === 2 && !wraps ? 3 : 4)
      const pick = (from: Float32Array, size: number) =>
        [...(taken ?? [])].flatMap((i) => [...from.subarray(i * size, (i + 1) * size)])
      expect([...((await ask('inputs/output')) ?? [])]).toEqual(pick(rows, width))
      expect([...((await ask('inputs/targets')) ?? [])]).toEqual(pick(targets, plan.outputs))
      trainer.advance(1)
    }
  },
)

test('the loss, the correct examples and the norm are those of the step that follows', async () => {
  const { engine, trainer, ask } = await open()
  for (let step = 0; step < 5; step++) {
    const metrics = await ask('batch/metrics')
    trainer.advance(1)
    const observed = await engine.observe({
      ...NOTHING,
      metrics: { from: step, to: step + 1 },
    })
    const norm = METRIC.gradientNorm
    expect(metrics?.slice(0, norm + 1)).toEqual(observed.metrics.slice(0, norm + 1))
    expect(metrics?.[norm]).toBeGreaterThan(0.05)
    expect(metrics?.[3]).toBe(Math.fround(0.02 * 0.5 ** Math.floor(step / 2)))
    expect(metrics?.[4]).toBeCloseTo(1 / (1 - 0.9 ** (step + 1)), 5)
    expect(metrics?.[5] ?? 0).toBeCloseTo(1 / (1 - 0.999 ** (step + 1)), 3)
  }
})

test('gradients are those before clipping and regularization', async () => {
  const [bare, dressed] = await Promise.all([
    open({ ...lively, clipping: {}, regularization: {} }),
    open({ ...lively, clipping: { norm: 1e-3, value: 1e-4 }, regularization: { l1: 3, l2: 7 } }),
  ])
  for (const { name } of bare.plan.parameters) {
    expect(await dressed.ask(`${name}/gradient`)).toEqual(await bare.ask(`${name}/gradient`))
  }
})

test('every layer answers for the batch, blocks and their layers too, in numbers and in full', async () => {
  const { trainer, ask, plan } = await open()
  trainer.advance(2)
  const names = plan.dissection.layers.flatMap((layer) => [layer, ...(layer.layers ?? [])])
  expect(names.map(({ name }) => name)).toContain('layers/0/projection')
  for (const { name, shape } of names) {
    const size = shape.reduce((product: number, side) => product * side, 1)
    for (const what of ['output', 'preActivation', 'delta']) {
      const values = (await ask(`${name}/${what}`)) ?? []
      expect(values).toHaveLength(3 * size)
      const summary = readSummary((await ask(`${name}/${what}`, 'summary')) ?? new Float32Array())
      expect(summary.count).toBe(3 * size)
      const mean = [...values].reduce((sum, value) => sum + value, 0) / values.length
      expect(summary.mean).toBeCloseTo(mean, 6)
      const units = await ask(`${name}/${what}`, 'units')
      expect(units).toHaveLength((shape.at(-1) ?? 0) * UNIT_SUMMARY.width)
    }
  }
  for (const { name } of plan.parameters) {
    for (const what of ['value', 'gradient', 'update']) {
      const values = await ask(`${name}/${what}`)
      const summary = await ask(`${name}/${what}`, 'summary')
      expect(summary?.[SUMMARY.count]).toBe(values?.length)
      expect(summary?.[SUMMARY.norm]).toBeCloseTo(Math.hypot(...(values ?? [])), 5)
    }
  }
})

test('one row is that of the whole tensor, and of a smaller batch the last', async () => {
  const { trainer, ask, plan } = await open()
  trainer.advance(2)
  const layers = plan.dissection.layers.flatMap((layer) => [layer, ...(layer.layers ?? [])])
  const tensors = layers.flatMap(({ name }) =>
    ['output', 'preActivation', 'delta'].map((what) => `${name}/${what}`),
  )
  for (const tensor of ['inputs/output', 'inputs/targets', ...tensors]) {
    const whole = (await ask(tensor)) ?? new Float32Array()
    const size = whole.length / 3
    const rows = await Promise.all([0, 1, 2, 3].map((row) => ask(tensor, row)))
    expect(rows).toEqual([0, 1, 2, 2].map((row) => whole.slice(row * size, (row + 1) * size)))
  }
  expect(await ask('output/weight/gradient', 0)).toBeUndefined()
})

test('what is not there is not answered', async () => {
  const { ask } = await open({
    layers: [{ kind: 'flatten' }],
    optimizer: { kind: 'sgd' },
    loss: 'softmaxCrossEntropy',
  })
  for (const path of [
    'layers/7/output',
    'inputs/delta',
    // Training derives nothing by the inputs, nor by what only hands them on.
    'layers/0/delta',
    'output/weight/state/0',
    'output/weight/colour',
    'batch/colour',
  ]) {
    expect(await ask(path)).toBeUndefined()
  }
  expect(await ask('inputs/targets', 'summary')).toBeUndefined()
  expect(await ask('output/weight/value', 'units')).toBeUndefined()
  expect(await ask('layers/0/output')).toBeDefined()
})

test('asking while it trains changes nothing of the run', async () => {
  const asked = await open()
  const left = await open()
  for (let step = 0; step < 9; step++) {
    await asked.ask('layers/1/delta', 'units')
    await asked.ask('batch/metrics')
    asked.trainer.advance(1)
    left.trainer.advance(1)
  }
  expect(await asked.engine.snapshot()).toEqual(await left.engine.snapshot())
})

test('frames carry what is asked about the coming update', async () => {
  const frames: Frame[] = []
  const session = new Session({
    loadData: () => Promise.reject(new Error('no data here')),
    async openEngine(_choice, _experiment, { plan, data: encoded }, state) {
      const engine = await backend.load(plan, encoded, state)
      const info = { backend: 'wasm', adapter: backend.adapter, reason: 'as asked' } as const
      return { engine, info, lost: undefined }
    },
    post(message) {
      if (message.kind === 'frame') frames.push(message)
      setTimeout(() => session.frameTaken())
    },
    now: () => performance.now(),
  })
  session.frameTaken()
  await session.load(withDefaults({ data, ...lively }), { backend: 'auto', how: 'open' })
  const request: ProbeRequest = { tensor: 'output/bias/update', over: 'batch' }
  await session.observe([request])
  await session.step(1, 'step')
  const next = () =>
    frames.find(({ state, probes }) => state.step === 1 && probeKey(request) in probes)
  while (!next()) await new Promise((resolve) => setTimeout(resolve, 5))
  const { trainer, ask } = await open()
  trainer.advance(1)
  expect(next()?.probes[probeKey(request)]).toEqual(await ask(request.tensor))
})
