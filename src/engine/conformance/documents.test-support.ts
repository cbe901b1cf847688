import { expect, test, vi } from 'vitest'
import goldenNetworks from '../../../golden/networks.json'
import { randomSequence } from '../../lib/random'
import type { ExperimentDocument } from '../../model/document'
import type { Experiment } from '../../model/experiment'
import { withDefaults } from '../../model/parse'
import { tableDataset } from '../../model/table-dataset'
import { type Compiled, compile } from '../../plan/compile'
import { initialParameters } from '../../plan/initialize'
import { METRIC, type PlanLayer } from '../../plan/plan'
import type { Engine } from '../backend'
import { Trainer } from '../trainer'
import { type CreateBackend, NOTHING, randomRows, relativeError } from './fixtures.test-support'

type Layers = ExperimentDocument['layers']

/** A document of images, compiled and loaded. */
export class DocumentRun {
  readonly experiment: Experiment
  readonly compiled: Compiled
  readonly engine: Engine
  readonly #dispose: () => void

  static async start(create: CreateBackend, changes: Partial<ExperimentDocument>) {
    const experiment = withDefaults({ loss: 'softmaxCrossEntropy', ...changes })
    if (experiment.data.kind !== 'table') throw new Error('the document holds its images')
    const dataset = tableDataset(experiment.data, experiment.task, experiment.seed.data)
    const compiled = compile(experiment, dataset)
    const backend = await create()
    const engine = await backend.load(compiled.plan, compiled.data, {
      parameters: initialParameters(experiment, compiled.plan),
      optimizer: new Float32Array(compiled.plan.sizes.state),
    })
    return new DocumentRun(experiment, compiled, engine, () => backend.dispose())
  }

  constructor(experiment: Experiment, compiled: Compiled, engine: Engine, dispose: () => void) {
    this.experiment = experiment
    this.compiled = compiled
    this.engine = engine
    this.#dispose = dispose
  }

  /** Mean loss over the training set with other parameters. */
  async loss(parameters: Float32Array<ArrayBuffer>): Promise<number> {
    this.engine.write('parameters', 0, parameters)
    const { evaluation } = await this.engine.observe({ ...NOTHING, evaluate: true })
    return evaluation?.train.loss ?? Number.NaN
  }

  /** A tensor over all training examples, row by row. */
  async read(
    {
      tensor,
      program,
    }: { tensor: PlanLayer['output']; program: 'forward' | 'lossDelta' | 'scoreDelta' },
    inputs = this.compiled.plan.sets.train.inputs,
  ): Promise<Float32Array> {
    const { targets, count } = this.compiled.plan.sets.train
    const probes = [{ tensor, program, inputs, targets, count }]
    return (await this.engine.observe({ ...NOTHING, probes })).probes[0]
  }

  dispose(): void {
    this.engine.dispose()
    this.#dispose()
  }
}

const SHAPE = [7, 6, 2] as const

/** Smooth networks of every kind of layer, for differences. */
const networks: Readonly<Record<string, Layers>> = {
  'convolution, average pooling and dense': [
    { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'tanh' },
    { kind: 'averagePool2d', size: 2 },
    { kind: 'conv2d', filters: 4, kernel: 2, stride: 2, padding: 1, activation: 'softplus' },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 5, activation: 'sigmoid' },
  ],
  'a residual block on its input, and one with a projection': [
    {
      kind: 'residual',
      activation: 'tanh',
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'tanh' },
        { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same', activation: 'identity' },
      ],
    },
    {
      kind: 'residual',
      activation: 'softplus',
      layers: [
        { kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 1, activation: 'sigmoid' },
        { kind: 'dropout', rate: 0.3 },
        { kind: 'conv2d', filters: 5, kernel: 3, padding: 'same', activation: 'tanh' },
      ],
    },
    { kind: 'globalAveragePool2d' },
  ],
  'a dense residual block after dilated filters': [
    { kind: 'conv2d', filters: 2, kernel: 2, dilation: 3, activation: 'silu' },
    { kind: 'flatten' },
    {
      kind: 'residual',
      activation: 'identity',
      layers: [{ kind: 'dense', units: 3, activation: 'tanh' }],
    },
  ],
}

/** The same with what only a network in use differentiates smoothly. */
const usedNetworks: Readonly<Record<string, Layers>> = {
  ...networks,
  'batch normalization, also in a block': [
    { kind: 'batchNorm', activation: 'identity' },
    { kind: 'conv2d', filters: 3, kernel: 3, activation: 'identity' },
    { kind: 'batchNorm', activation: 'tanh' },
    {
      kind: 'residual',
      activation: 'tanh',
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'identity' },
        { kind: 'batchNorm', activation: 'softplus' },
      ],
    },
    { kind: 'maxPool2d', size: 2, padding: 1 },
  ],
}

function images(layers: Layers, count = 6): Partial<ExperimentDocument> {
  const width = SHAPE[0] * SHAPE[1] * SHAPE[2]
  const inputs = randomRows(count, width, randomSequence(4, 'points'))
  const labels = inputs.map((_, i) => i % 3)
  return { data: { kind: 'table', shape: SHAPE, inputs, labels }, layers, batchSize: count }
}

/** A software adapter takes its time to compile the shaders of a whole network. */
const PATIENCE_MS = 120_000

export function testDocuments(create: CreateBackend): void {
  vi.setConfig({ testTimeout: PATIENCE_MS })

  test('a document with the convolutional network trains as in PyTorch', async () => {
    const golden = goldenNetworks.cases.find(({ network }) => network === 'cnn') as unknown as {
      readonly x: { readonly shape: number[]; readonly data: number[] }
      readonly y: { readonly data: number[] }
      readonly initialParams: readonly { readonly data: number[] }[]
      readonly firstGradients: readonly { readonly data: number[] }[]
      readonly finalParams: readonly { readonly data: number[] }[]
      readonly lossBeforeStep: number[]
    }
    const [rows, height, width, channels] = golden.x.shape
    const pixels = height * width * channels
    const inputs = Array.from({ length: rows }, (_, r) =>
      golden.x.data.slice(r * pixels, (r + 1) * pixels),
    )
    const run = await DocumentRun.start(create, {
      data: { kind: 'table', shape: [height, width, channels], inputs, labels: golden.y.data },
      layers: [
        { kind: 'conv2d', filters: golden.initialParams[1].data.length, padding: 'same' },
        { kind: 'maxPool2d' },
        {
          kind: 'conv2d',
          filters: golden.initialParams[3].data.length,
          padding: 'same',
          activation: 'tanh',
        },
        { kind: 'flatten' },
      ],
      optimizer: { kind: 'adam', learningRate: 0.01 },
      batchSize: rows,
      order: 'sequential',
      initialParameters: golden.initialParams.map(({ data }) => data),
    })
    const flat = (tensors: readonly { data: number[] }[]) => tensors.flatMap(({ data }) => data)
    const gradients = await run.engine.gradients()
    expect(relativeError(gradients, flat(golden.firstGradients))).toBeLessThan(1e-5)
    const trainer = new Trainer(run.experiment, run.compiled.plan, run.engine)
    const steps = golden.lossBeforeStep.length
    trainer.advance(steps)
    const { metrics } = await run.engine.observe({ ...NOTHING, metrics: { from: 0, to: steps } })
    golden.lossBeforeStep.forEach((loss, step) => {
      const own = metrics[step * METRIC.width + METRIC.loss]
      expect(relativeError([own], [loss])).toBeLessThan(1e-3)
    })
    const { parameters } = await run.engine.snapshot()
    expect(relativeError(parameters, flat(golden.finalParams))).toBeLessThan(1e-3)
    run.dispose()
  })

  test.each(Object.keys(networks))('gradients of %s pass differences along them', async (name) => {
    const run = await DocumentRun.start(create, images(networks[name]))
    const gradient = await run.engine.gradients()
    const { parameters } = await run.engine.snapshot()
    const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0))
    expect(length).toBeGreaterThan(0.01)
    // Each parameter tensor by itself, along its own part of the gradient.
    for (const { offset, shape } of run.compiled.plan.parameters) {
      const size = shape.reduce((a, b) => a * b, 1)
      const part = gradient.subarray(offset, offset + size)
      const norm = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0))
      const step = 0.02 / norm
      const moved = (sign: number) =>
        parameters.map((value, i) =>
          i >= offset && i < offset + size ? value + sign * step * gradient[i] : value,
        )
      const slope = ((await run.loss(moved(1))) - (await run.loss(moved(-1)))) / 0.04
      expect(Math.abs(slope / norm - 1)).toBeLessThan(0.01)
    }
    run.dispose()
  })

  test.each(Object.keys(usedNetworks))(
    'deltas of the inputs of %s pass differences',
    async (name) => {
      const run = await DocumentRun.start(create, images(usedNetworks[name]))
      // Running statistics of some training, not those of the beginning.
      new Trainer(run.experiment, run.compiled.plan, run.engine).advance(3)
      const { plan, examples } = run.compiled
      const output = plan.layers[plan.layers.length - 1].preActivation
      const { count, targets } = plan.sets.train
      const x = examples.train.inputs
      const width = x.length / count
      for (const program of ['lossDelta', 'scoreDelta'] as const) {
        const delta = await run.read({ tensor: plan.inputDelta, program })
        const value = async (inputs: Float32Array<ArrayBuffer>) => {
          run.engine.write('data', plan.probe.inputs, inputs)
          const z = await run.read({ tensor: output, program: 'forward' }, plan.probe.inputs)
          return Array.from({ length: count }, (_, row) => {
            const own = Array.from(z.subarray(row * 3, row * 3 + 3))
            const label = row % 3
            if (program === 'scoreDelta') return own[label]
            return Math.log(own.reduce((sum, score) => sum + Math.exp(score), 0)) - own[label]
          })
        }
        const norms = Array.from({ length: count }, (_, row) =>
          Math.sqrt(delta.subarray(row * width, (row + 1) * width).reduce((s, d) => s + d * d, 0)),
        )
        const moved = (sign: number) =>
          Float32Array.from(x, (pixel, i) => {
            const row = Math.floor(i / width)
            return pixel + (sign * 0.02 * delta[i]) / norms[row]
          })
        const [above, below] = [await value(moved(1)), await value(moved(-1))]
        norms.forEach((norm, row) => {
          expect(norm).toBeGreaterThan(1e-4)
          const slope = (above[row] - below[row]) / 0.04
          expect(Math.abs(slope / norm - 1)).toBeLessThan(0.02)
        })
      }
      expect(targets).toBeGreaterThan(0)
      run.dispose()
    },
  )

  test('dropout acts in training alone, and a rate of 0 is no dropout', async () => {
    const layers = (rate: number): Layers => [
      { kind: 'flatten' },
      { kind: 'dropout', rate },
      { kind: 'dense', units: 4 },
    ]
    const none = await DocumentRun.start(create, images(layers(0)))
    const half = await DocumentRun.start(create, images(layers(0.5)))
    const { parameters } = await none.engine.snapshot()
    expect(await half.loss(parameters)).toBe(await none.loss(parameters))
    expect(await half.engine.gradients()).toEqual(await none.engine.gradients())
    for (const run of [none, half]) {
      new Trainer(run.experiment, run.compiled.plan, run.engine).advance(1)
    }
    const after = await Promise.all([none, half].map(({ engine }) => engine.snapshot()))
    expect(after[0].parameters).not.toEqual(after[1].parameters)
    none.dispose()
    half.dispose()
  })

  test('what changes images at random is the same in every run of a seed', async () => {
    const augmented = {
      ...images([
        { kind: 'conv2d', filters: 2 },
        { kind: 'dropout', rate: 0.4 },
      ]),
      augmentation: { translation: 1, rotation: 20, scale: 0.2, flip: true, noise: 0.1 },
    }
    const snapshots = []
    for (const document of [augmented, augmented, { ...augmented, augmentation: {} }]) {
      const run = await DocumentRun.start(create, document)
      new Trainer(run.experiment, run.compiled.plan, run.engine).advance(5)
      snapshots.push(await run.engine.snapshot())
      run.dispose()
    }
    expect(snapshots[1]).toEqual(snapshots[0])
    expect(snapshots[2]).not.toEqual(snapshots[0])
    expect(snapshots[0].parameters.every(Number.isFinite)).toBe(true)
  })
}
