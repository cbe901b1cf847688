import { expect, test } from 'vitest'
import { activationNames } from '../model/activations'
import type { ExperimentDocument } from '../model/document'
import { withDefaults } from '../model/parse'
import { presetExperiment } from '../model/presets'
import type { UnitRef } from '../store/selection'
import { buildGraph } from '../views/graph/build-graph'
import { differentiate } from '../views/graph/differentiate'
import { graphChoices } from '../views/graph/network'
import { numberReader, probesOf } from '../views/graph/numbers'
import { fresh, openSession, until } from './session.test-support'

/** A graph of one example beside what the engine makes of it. */
async function measure(
  changes: Partial<ExperimentDocument>,
  wanted = 'loss',
  selected: UnitRef | null = null,
) {
  const experiment = withDefaults(changes)
  const { session, frames } = openSession()
  const { train, test: tested, ...news } = await session.load(experiment, fresh)
  if (!train || !tested) throw new Error('A first load brings its examples.')
  const loaded = { ...news, train, test: tested }
  const offered = graphChoices(experiment, loaded, selected)
  const choice = offered.choices.find(({ value }) => value === wanted)
  if (!choice?.spec) throw new Error(`There is no graph of ${wanted}.`)
  const graph = buildGraph(choice.spec)
  const example = { set: 'train', index: 0 } as const
  const probes = probesOf(graph, choice.deltas, example)
  await session.observe(probes)
  const read = () =>
    numberReader({ experiment, loaded, frame: frames.at(-1) ?? null, probes, ...example })
  await until(() => read() !== null)
  const reader = read()
  const numbers = reader && differentiate(graph, reader, choice.deltas !== null)
  if (!numbers) throw new Error('Some number is missing.')
  /** As the graph has them, by the parameters' own places. */
  const gradients = new Map(
    graph.nodes.flatMap(({ source }, node) =>
      source?.tensor === 'parameters' ? [[source.index, numbers.derivatives[node]]] : [],
    ),
  )
  const engine = (await session.gradients()).flatMap(({ data }) => data)
  const { trainLoss } = await session.state()
  return { graph, numbers, gradients, engine, trainLoss, offered }
}

/** One example, so that the engine's gradients and loss are those of this one. */
const one = (inputs: readonly number[], answer: Partial<ExperimentDocument['data']>) =>
  ({ kind: 'table', inputs: [inputs], testFraction: 0, ...answer }) as ExperimentDocument['data']

async function expectAgreement(changes: Partial<ExperimentDocument>) {
  const { graph, numbers, gradients, engine, trainLoss } = await measure(changes)
  // z and a of every unit, δ of every unit, ∂L/∂x of every input.
  expect(numbers.check.count).toBeGreaterThanOrEqual(6)
  expect(numbers.check.difference).toBeLessThan(1e-5)
  expect(numbers.values[graph.end]).toBeCloseTo(trainLoss, 5)
  expect([...gradients.keys()].toSorted((a, b) => a - b)).toEqual(engine.map((_, i) => i))
  for (const [index, gradient] of gradients) {
    expect(Math.abs((gradient ?? Number.NaN) - engine[index])).toBeLessThan(1e-5)
  }
  expect(engine.some((gradient) => gradient !== 0)).toBe(true)
}

test.each(activationNames.filter((name) => name !== 'binaryStep'))(
  'the graph of a network of %s agrees with the engine in every number',
  async (activation) => {
    await expectAgreement({
      task: 'regression',
      loss: 'meanSquaredError',
      data: one([0.7, -0.4], { targets: [[0.3, -0.9]] }),
      layers: [
        { kind: 'dense', units: 3, activation },
        { kind: 'dense', units: 2, activation },
      ],
    })
  },
)

test.each(['meanSquaredError', 'meanAbsoluteError', 'huber'] as const)(
  'a regression under %s agrees with the engine',
  async (loss) => {
    const layers = [{ kind: 'dense', units: 2, activation: 'tanh' }] as const
    await expectAgreement({
      task: 'regression',
      loss,
      data: one([1.2, 0.5], { targets: [[3]] }),
      layers,
    })
    await expectAgreement({
      task: 'regression',
      loss,
      data: one([1.2, 0.5], { targets: [[0.3, -2, 0.1]] }),
      layers,
    })
  },
)

test.each(
  (
    ['binaryCrossEntropy', 'softmaxCrossEntropy', 'hinge', 'meanSquaredError', 'huber'] as const
  ).flatMap((loss) => [2, 3].map((classes) => [loss, classes] as const)),
)('a classification under %s of %i classes agrees with the engine', async (loss, classes) => {
  for (const label of [0, 1]) {
    await expectAgreement({
      task: 'classification',
      loss,
      data: one([-0.8, 0.6], {
        labels: [label],
        classes: ['a', 'b', 'c'].slice(0, classes),
      }),
      layers: [{ kind: 'dense', units: 3, activation: 'sigmoid' }],
    })
  }
})

test('layers that hand numbers on leave no trace in the graph', async () => {
  await expectAgreement({
    task: 'regression',
    loss: 'meanSquaredError',
    data: one([0.2, 1.1], { targets: [[0.4]] }),
    layers: [
      { kind: 'dense', units: 3, activation: 'tanh' },
      { kind: 'dropout', rate: 0.5 },
    ],
  })
})

test('the chain rule by hand has the numbers of the lecture, in the engine too', async () => {
  const preset = presetExperiment('chain-rule')
  if (!preset) throw new Error('The preset is gone.')
  const { graph, numbers } = await measure(preset, 'output 0')
  const at = (id: string) => graph.nodes.findIndex((node) => node.id === id)
  expect(numbers.values[at('z1')]).toBe(1)
  expect(numbers.values[at('y')]).toBeCloseTo(0.762, 3)
  expect(numbers.derivatives[at('z1')]).toBeCloseTo(0.42, 3)
  expect(numbers.derivatives[at('x')]).toBeCloseTo(1.26, 3)
  // z, a, y; δ of both layers and ∂y/∂x.
  expect(numbers.check.count).toBe(6)
  expect(numbers.check.difference).toBeLessThan(1e-6)

  const whole = await measure(preset)
  const loss = whole.graph.end
  expect(whole.numbers.values[loss]).toBeCloseTo(0.25, 4)
  expect(
    whole.numbers.derivatives[whole.graph.nodes.findIndex(({ id }) => id === 'y')],
  ).toBeCloseTo(1, 3)
})

test('where not all layers are dense, it names the one in the way and offers single units', async () => {
  const inputs = [0, 1, 2].map((i) =>
    Array.from({ length: 16 }, (_, pixel) => ((pixel * 7 + i) % 5) / 5),
  )
  const document: Partial<ExperimentDocument> = {
    data: { kind: 'table', shape: [4, 4, 1], inputs, labels: [0, 1, 0], testFraction: 0 },
    layers: [
      { kind: 'conv2d', filters: 2, kernel: 3 },
      { kind: 'flatten' },
      { kind: 'dense', units: 3, activation: 'relu' },
    ],
  }
  const alone = 'alone layers/2 1'
  const unit = { layer: 'layers/2', unit: 1 }
  const { offered, numbers } = await measure(document, alone, unit)
  expect(offered.obstacle).toBe('Layer 1 (convolution)')
  expect(offered.choices.map(({ value, operations }) => [value, operations])).toEqual([
    [alone, 8 + 2],
  ])
  expect(offered.fewestInputs).toBe(3)
  // z and a, from what the layer below hands on.
  expect(numbers.check.count).toBe(2)
  expect(numbers.check.difference).toBeLessThan(1e-6)
})
