/** The figures of networks for images: time per step of each engine, and accuracy on test images. */
import { compileExperiment, openBackend, runExperiment, startEngine } from '../scripts/headless'
import type { Backend } from '../src/engine/backend'
import { Trainer } from '../src/engine/trainer'
import type { ExperimentDocument } from '../src/model/document'
import type { Experiment } from '../src/model/experiment'
import { withDefaults } from '../src/model/parse'
import { type PresetId, presetExperiment } from '../src/model/presets'
import { openGpu } from './measure'

type Layers = ExperimentDocument['layers']

/** Networks as peers have been measured with, and the presets. */
const networks: readonly { readonly name: string; readonly experiment: () => Experiment }[] = [
  {
    name: '64-64-10, batch 32',
    experiment: () => ofMnist([{ kind: 'dense', units: 64, activation: 'relu' }], 32, 'digits'),
  },
  {
    name: '784-128-10, batch 64',
    experiment: () => ofMnist([{ kind: 'dense', units: 128, activation: 'relu' }], 64),
  },
  {
    name: '28² c8-pool-c16-pool-10, batch 32',
    experiment: () =>
      ofMnist(
        [
          { kind: 'conv2d', filters: 8, kernel: 3, padding: 'same' },
          { kind: 'maxPool2d' },
          { kind: 'conv2d', filters: 16, kernel: 3, padding: 'same' },
          { kind: 'maxPool2d' },
          { kind: 'flatten' },
        ],
        32,
      ),
  },
  { name: 'LeNet-5, batch 32', experiment: () => preset('lenet-5') },
  { name: 'tiny VGG, batch 32', experiment: () => preset('tiny-vgg') },
]

/** Trainings whose accuracy is wanted, and for how long. */
const trainings = [
  { preset: 'lenet-5', epochs: 12, wanted: 0.97 },
  { preset: 'tiny-vgg', epochs: 12, wanted: 0.84 },
] as const

/** What a software adapter can do in reasonable time. */
const SOFTWARE_STEPS = 5

export interface StepTime {
  readonly network: string
  /** Microseconds per step; `webgpu` absent on a machine without it. */
  readonly wasm: number
  readonly webgpu?: number | undefined
}

export interface Training {
  readonly network: string
  readonly backend: string
  readonly steps: number
  readonly epochs: number
  readonly seconds: number
  readonly testAccuracy: number
  readonly wanted: number
}

export async function measureImages(
  milliseconds: number,
  createGpu: () => GPU | null,
): Promise<{
  readonly times: StepTime[]
  readonly trainings: Training[]
  readonly adapter: string
}> {
  const wasm = await openBackend('wasm')
  const webgpu = await openGpu(createGpu)
  const times: StepTime[] = []
  for (const { name, experiment } of networks) {
    times.push({
      network: name,
      wasm: await stepTime(wasm, experiment(), milliseconds),
      ...(webgpu && { webgpu: await stepTime(webgpu, experiment(), milliseconds) }),
    })
  }
  const done: Training[] = []
  for (const { preset: id, epochs, wanted } of trainings) {
    done.push(await train(wasm, id, epochs, wanted))
    if (webgpu) {
      const { perEpoch } = (await compileExperiment(preset(id))).plan.batch
      const whole = webgpu.isFallback ? SOFTWARE_STEPS / perEpoch : epochs
      done.push(await train(webgpu, id, whole, wanted))
    }
  }
  return { times, trainings: done, adapter: webgpu?.adapter ?? 'none' }
}

async function train(
  backend: Backend & { readonly isFallback?: boolean },
  id: PresetId,
  epochs: number,
  wanted: number,
): Promise<Training> {
  const experiment = preset(id)
  const { perEpoch } = (await compileExperiment(experiment)).plan.batch
  const steps = Math.round(epochs * perEpoch)
  const startMs = performance.now()
  const { history } = await runExperiment(experiment, backend, { steps, every: steps })
  return {
    network: experiment.title,
    backend: backend.name,
    steps,
    epochs,
    seconds: (performance.now() - startMs) / 1000,
    testAccuracy: history.at(-1)?.testAccuracy ?? Number.NaN,
    wanted,
  }
}

/** Of one step, the median of three measurements of about that long. */
async function stepTime(
  backend: Backend,
  experiment: Experiment,
  milliseconds: number,
): Promise<number> {
  const { plan, data } = await compileExperiment(experiment)
  const engine = await startEngine(experiment, plan, data, backend)
  const trainer = new Trainer(experiment, plan, engine)
  const finished = () =>
    engine.observe({
      evaluate: false,
      metrics: { from: trainer.position.step - 1, to: trainer.position.step },
      probes: [],
      parameters: false,
    })
  trainer.advance(2)
  await finished()
  const times: number[] = []
  for (let repetition = 0; repetition < 3; repetition++) {
    const startMs = performance.now()
    const startStep = trainer.position.step
    do {
      trainer.advance(1)
      await finished()
    } while (performance.now() - startMs < milliseconds)
    times.push((1000 * (performance.now() - startMs)) / (trainer.position.step - startStep))
  }
  engine.dispose()
  return times.toSorted((a, b) => a - b)[1]
}

function ofMnist(
  layers: Layers,
  batchSize: number,
  name: 'mnist' | 'digits' = 'mnist',
): Experiment {
  return withDefaults({
    data: { kind: 'bundled', name },
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd', learningRate: 0.01 },
    batchSize,
  })
}

function preset(id: PresetId): Experiment {
  const experiment = presetExperiment(id)
  if (!experiment) throw new Error(`there is no preset ${id}`)
  return experiment
}
