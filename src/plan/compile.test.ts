import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryExperiment } from '../model/arbitrary.test-support'
import type { Experiment } from '../model/experiment'
import { generateDataset } from '../model/generate-dataset'
import { networkShape } from '../model/network-shape'
import { withDefaults } from '../model/parse'
import { sizeOf } from '../model/shapes'
import { tableDataset } from '../model/table-dataset'
import { compile } from './compile'
import type { Plan, Tensor } from './plan'

const datasetOf = ({ data, task, seed }: Experiment) => {
  if (data.kind === 'generated') return generateDataset(data, seed.data)
  if (data.kind === 'table') return tableDataset(data, task, seed.data)
  throw new Error('bundled data is read from files')
}
const planOf = (experiment: Experiment, replicas?: number) =>
  compile(experiment, datasetOf(experiment), { replicas }).plan
const size = ({ shape }: Pick<Tensor, 'shape'>) => shape.reduce((a, b) => a * b, 1)
const withoutFiles = arbitraryExperiment.filter(
  ({ data }) => data.kind === 'table' || (data.kind === 'generated' && data.examples < 500),
)

const threeLayers = withDefaults({
  data: { kind: 'generated', name: 'circle', examples: 100 },
  features: ['x', 'y', 'xTimesY'],
  layers: [
    { kind: 'dense', units: 5 },
    { kind: 'dense', units: 4, activation: 'relu' },
  ],
})

test('parameters stand layer by layer, weight before bias, back to back', () => {
  const { parameters, sizes } = planOf(threeLayers)
  expect(
    parameters.map(({ name, role, offset, shape, fanIn, fanOut }) => [
      name,
      role,
      offset,
      shape,
      fanIn,
      fanOut,
    ]),
  ).toEqual([
    ['layers/0/weight', 'weight', 0, [3, 5], 3, 5],
    ['layers/0/bias', 'bias', 15, [5], 3, 5],
    ['layers/1/weight', 'weight', 20, [5, 4], 5, 4],
    ['layers/1/bias', 'bias', 40, [4], 5, 4],
    ['output/weight', 'weight', 44, [4, 1], 4, 1],
    ['output/bias', 'bias', 48, [1], 4, 1],
  ])
  expect(sizes.parameters).toBe(49)
  expect(sizes.gradients).toBe(49)
  expect(sizes.state).toBe(98)
})

test('the shape of the network is what the document alone tells', () => {
  fc.assert(
    fc.property(withoutFiles, (experiment) => {
      const plan = planOf(experiment)
      const { input, outputs, parameters } = networkShape(experiment)
      expect(plan.inputShape).toEqual(input)
      expect(plan.inputs).toHaveLength(sizeOf(input))
      expect(plan.outputs).toBe(outputs)
      const named = parameters.map(({ name, shape }) => ({ name, shape }))
      expect(plan.parameters.map(({ name, shape }) => ({ name, shape }))).toEqual(named)
    }),
    { numRuns: 40 },
  )
})

test('every op stays inside its buffers, and the data is in its place', () => {
  fc.assert(
    fc.property(withoutFiles, (experiment) => {
      const { plan, data, examples } = compile(experiment, datasetOf(experiment))
      let at = 0
      for (const parameter of plan.parameters) {
        expect(parameter.offset).toBe(at)
        at += size(parameter)
      }
      expect(at).toBe(plan.sizes.parameters)
      for (const { preActivation, output } of plan.layers) {
        for (const tensor of [preActivation, output]) {
          expect(tensor.offset + size(tensor)).toBeLessThanOrEqual(plan.sizes.activations)
        }
      }
      for (const name of ['train', 'test'] as const) {
        const { inputs, targets } = plan.sets[name]
        const { [name]: encoded } = examples
        expect(data.subarray(inputs, inputs + encoded.inputs.length)).toEqual(encoded.inputs)
        expect(data.subarray(targets, targets + encoded.targets.length)).toEqual(encoded.targets)
      }
      const { probe, inputs: columns, outputs } = plan
      expect(probe.inputs + probe.rows * columns.length).toBe(probe.targets)
      expect(probe.targets + probe.rows * outputs).toBe(plan.sizes.data)
    }),
    { numRuns: 40 },
  )
})

test('programs are lists of ops in the order of the computation', () => {
  const kinds = (program: keyof Plan['programs'], plan = planOf(threeLayers)) =>
    plan.programs[program].map(({ kind }) => kind)
  const forward = ['gather', 'dense', 'dense', 'dense']
  const backward = [
    'denseWeightGradient',
    'denseInputGradient',
    'denseWeightGradient',
    'denseInputGradient',
    'denseWeightGradient',
  ]
  expect(kinds('forward')).toEqual(forward)
  expect(kinds('evaluate')).toEqual([...forward, 'loss'])
  expect(kinds('gradient')).toEqual([...forward, 'loss', ...backward])
  expect(kinds('train')).toEqual([...forward, 'loss', ...backward, 'optimizer'])
  const clipped = planOf({ ...threeLayers, clipping: { norm: 1, value: 0 } })
  expect(kinds('train', clipped).slice(-2)).toEqual(['gradientNorm', 'optimizer'])
})

test('an update taken apart is training between setting aside and taking back', () => {
  const { programs, dissection, sizes } = planOf(threeLayers)
  const [first, ...rest] = programs.dissect
  const last = rest.pop()
  expect([first.kind, last?.kind]).toEqual(['setAside', 'takeBack'])
  expect(rest).toEqual(programs.train)
  expect(dissection.update.shape).toEqual([sizes.parameters])
  expect(dissection.state.shape).toEqual([2, sizes.parameters])
})

test('what an update leaves behind overlaps with nothing, and results have places of their own', () => {
  fc.assert(
    fc.property(withoutFiles, (experiment) => {
      const { tensors, sizes, dissection, parameters } = planOf(experiment)
      const activations = tensors.filter(({ buffer }) => buffer === 'activations')
      const end = activations.reduce((at, tensor) => {
        expect(tensor.offset).toBe(at)
        return at + size(tensor)
      }, 0)
      expect(end).toBe(sizes.activations)
      const { reductions, layers, update, state, input, targets } = dissection
      for (const tensor of [update, state, ...reductions.map(({ result }) => result)]) {
        expect(activations).toContain(tensor)
      }
      for (const { source, op } of reductions) {
        expect(op.x + op.rows * op.width).toBeLessThanOrEqual(sizes[source.buffer])
        expect(op.rows * op.width).toBe(size(source))
      }
      const ofBatch = [input, targets, ...layers.flatMap(({ output, delta }) => [output, delta])]
      for (const tensor of ofBatch) expect(tensor?.offset ?? 0).toBeLessThan(update.offset)
      const summed = reductions.filter(({ kind }) => kind === 'summary').map(({ op }) => op.source)
      expect(summed.filter((source) => source === 'gradients')).toHaveLength(parameters.length)
      expect(summed.filter((source) => source === 'parameters')).toHaveLength(parameters.length)
    }),
    { numRuns: 40 },
  )
})

test('what training does not derive has no delta', () => {
  const image = { kind: 'table', shape: [2, 2, 1], inputs: [[0, 1, 2, 3]], labels: [0] } as const
  const plan = planOf(
    withDefaults({
      data: { ...image, testFraction: 0 },
      layers: [{ kind: 'flatten' }, { kind: 'dense', units: 2 }],
      loss: 'softmaxCrossEntropy',
    }),
  )
  const [flat, dense] = plan.dissection.layers
  expect([flat.delta, dense.delta?.shape]).toEqual([undefined, [1, 2]])
  expect(plan.layers[0].delta?.shape).toEqual([plan.evaluationRows, 4])
})

test('the mask of regularization covers weights and no biases', () => {
  const { plan, data } = compile(threeLayers, datasetOf(threeLayers))
  for (const parameter of plan.parameters) {
    const start = plan.optimizer.mask + parameter.offset
    const expected = parameter.role === 'weight' ? 1 : 0
    expect(new Set(data.subarray(start, start + size(parameter)))).toEqual(new Set([expected]))
  }
})

test.each([
  ['circle', 'binaryCrossEntropy', 1, 'identity'],
  ['circle', 'softmaxCrossEntropy', 2, 'identity'],
  ['circle', 'hinge', 1, 'identity'],
  ['circle', 'meanSquaredError', 1, 'tanh'],
  ['rings', 'binaryCrossEntropy', 3, 'identity'],
  ['petals', 'softmaxCrossEntropy', 5, 'identity'],
  ['rings', 'huber', 3, 'tanh'],
] as const)('%s with %s ends in %i units of %s', (name, loss, outputs, activation) => {
  const plan = planOf(withDefaults({ data: { kind: 'generated', name }, loss }))
  expect(plan.outputs).toBe(outputs)
  expect(plan.layers.at(-1)).toMatchObject({ name: 'output', shape: [outputs], activation })
})

test('a regression ends in as many identity units as it has targets', () => {
  const plan = planOf(
    withDefaults({
      task: 'regression',
      data: {
        kind: 'table',
        inputs: [[1], [2]],
        targets: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    }),
  )
  expect(plan.layers.at(-1)).toMatchObject({ shape: [3], activation: 'identity' })
})

test('without hidden layers the output layer reads the inputs', () => {
  const plan = planOf(withDefaults({ layers: [] }))
  expect(plan.parameters.map(({ name }) => name)).toEqual(['output/weight', 'output/bias'])
  expect(plan.programs.train.map(({ kind }) => kind)).toEqual([
    'gather',
    'dense',
    'loss',
    'denseWeightGradient',
    'optimizer',
  ])
})
