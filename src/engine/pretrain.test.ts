import { expect, test } from 'vitest'
import { buildDataset } from '../model/build-dataset'
import type { Experiment } from '../model/experiment'
import { parse } from '../model/parse'
import { compile } from '../plan/compile'
import { initialParameters } from '../plan/initialize'
import { type PretrainingProgress, pretrain } from './pretrain'
import { Trainer } from './trainer'
import { createWasmBackend } from './wasm/backend'

const STEPS = 6

const conv = { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same' } as const
const layers = [
  { ...conv, activation: 'identity' },
  { kind: 'batchNorm', activation: 'sigmoid' },
  { kind: 'maxPool2d' },
  { kind: 'residual', layers: [conv, { ...conv, activation: 'identity' }] },
  { kind: 'flatten' },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'dense', units: 5, activation: 'sigmoid' },
]

function experimentOf(changes: Record<string, unknown> = {}): Experiment {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data: { kind: 'generated', name: 'bars', examples: 40 },
    augmentation: { translation: 1, noise: 0.05 },
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'adam', learningRate: 0.01 },
    batchSize: 8,
    pretraining: { steps: STEPS },
    ...changes,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.experiment
}

async function pretrained(experiment: Experiment) {
  const dataset = await buildDataset(experiment, () => Promise.reject(new Error('no data here')))
  const compiled = compile(experiment, dataset)
  const before = initialParameters(experiment, compiled.plan)
  const after = before.slice()
  const told: PretrainingProgress[] = []
  await pretrain(after, experiment, dataset, compiled, await createWasmBackend(), async (each) => {
    told.push(each)
  })
  const offsetOf = (name: string) =>
    compiled.plan.parameters.find((parameter) => parameter.name.startsWith(name))?.offset ?? 0
  return { dataset, before, after, told, offsetOf }
}

/** The whole network up to a layer is trained, and what is held put back after each update. */
async function byHand(
  experiment: Experiment,
  dataset: Awaited<ReturnType<typeof buildDataset>>,
  held: Float32Array<ArrayBuffer>,
) {
  const { plan, data } = compile(experiment, dataset)
  const backend = await createWasmBackend()
  const parameters = initialParameters(experiment, plan)
  parameters.set(held)
  const optimizer = new Float32Array(plan.sizes.state)
  const engine = await backend.load(plan, data, { parameters, optimizer })
  const trainer = new Trainer(experiment, plan, engine)
  for (let step = 0; step < STEPS; step++) {
    trainer.advance(1)
    engine.write('parameters', 0, held)
  }
  const trained = (await engine.snapshot()).parameters
  engine.dispose()
  return trained
}

test.each([
  ['a convolution with its normalization and pooling', 3, '', 'layers/3/'],
  ['a residual block', 6, 'layers/3/', 'layers/6/'],
  ['a dense layer', 7, 'layers/6/', 'output/'],
])(
  'pre-trains %s as it would be trained by hand on top of the others',
  async (_, depth, from, to) => {
    const experiment = experimentOf()
    const { dataset, after, before, offsetOf } = await pretrained(experiment)
    const [start, end] = [from ? offsetOf(from) : 0, offsetOf(to)]
    const ends = depth === 3 ? [{ kind: 'flatten' }] : []
    const part = experimentOf({ layers: [...layers.slice(0, depth), ...ends] })
    const trained = await byHand(part, dataset, after.slice(0, start))
    expect(after.slice(start, end)).toEqual(trained.slice(start, end))
    expect(after.slice(start, end)).not.toEqual(before.slice(start, end))
  },
)

test('leaves the output layer to the seed, and an early layer as it was when it was trained', async () => {
  const { before, after, offsetOf } = await pretrained(experimentOf())
  expect(after.slice(offsetOf('output/'))).toEqual(before.slice(offsetOf('output/')))
  const short = await pretrained(experimentOf({ layers: layers.slice(0, 6) }))
  const end = offsetOf('layers/6/')
  // Its running mean and variance too.
  expect(after.slice(0, end)).toEqual(short.after.slice(0, end))
})

test('tells which layer of how many it trains, and ends with all of it done', async () => {
  const { told } = await pretrained(experimentOf())
  expect([...new Set(told.map(({ layer }) => layer))]).toEqual([1, 2, 3])
  expect(told.every(({ layers: count }) => count === 3)).toBe(true)
  const shares = told.map(({ done }) => done)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})
