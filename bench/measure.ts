/** The figures that Node can measure: updates per second of each engine, and calls into the GPU. */
import { compileExperiment, openBackend, startEngine } from '../scripts/headless'
import { type Backend, EngineError } from '../src/engine/backend'
import { Trainer } from '../src/engine/trainer'
import type { Experiment } from '../src/model/experiment'
import { initialParameters } from '../src/plan/initialize'
import { Baseline } from './baseline'
import { experimentOf, type Network, networks } from './networks'

/** Updates before the clock starts, for compilers and caches to settle. */
const WARM_UP_STEPS = 2_000
/** The median of this many measurements counts. */
const REPETITIONS = 5

export interface Figures {
  readonly network: string
  /** Updates per second. */
  readonly baseline: number
  readonly wasm: Speed
  /** Absent on a machine without WebGPU. */
  readonly webgpu?: Speed
}

interface Speed {
  readonly adapter: string
  readonly stepsPerSecond: number
  /** Submits, writes and maps per update; 0 on a CPU. */
  readonly queueCallsPerStep: number
}

interface Subject {
  advance(steps: number): void
  /** Resolves when all that was asked for is done. */
  finished(): Promise<unknown>
  ready?(): Promise<void>
}

export async function measure(
  milliseconds: number,
  createGpu: () => GPU | null,
): Promise<Figures[]> {
  const backends = { wasm: await openBackend('wasm'), webgpu: await openGpu(createGpu) }
  const figures: Figures[] = []
  for (const network of networks) {
    const experiment = experimentOf(network)
    const plain = await baselineOf(network, experiment)
    const baseline = await stepsPerSecond(
      { advance: (steps) => plain.advance(steps), finished: () => Promise.resolve() },
      milliseconds,
    )
    const wasm = await measureBackend(backends.wasm, experiment, milliseconds)
    const webgpu =
      backends.webgpu && (await measureBackend(backends.webgpu, experiment, milliseconds))
    figures.push({ network: network.name, baseline, wasm, ...(webgpu && { webgpu }) })
  }
  return figures
}

/** As the engine has it: the same examples, the same initial weights. */
export async function baselineOf(network: Network, experiment: Experiment): Promise<Baseline> {
  const { plan, data } = await compileExperiment(experiment)
  const { count, inputs, targets } = plan.sets.train
  return new Baseline({
    widths: network.widths,
    parameters: initialParameters(experiment, plan),
    inputs: data.slice(inputs, inputs + count * network.widths[0]),
    targets: data.slice(targets, targets + count),
    batchSize: network.batchSize,
    learningRate: experiment.optimizer.learningRate,
    shuffles: experiment.order === 'shuffled',
  })
}

/** Null on a machine without WebGPU. */
export async function openGpu(
  createGpu: () => GPU | null,
): Promise<(Backend & { readonly isFallback?: boolean }) | null> {
  try {
    return await openBackend('webgpu', createGpu)
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'unavailable') return null
    throw error
  }
}

async function measureBackend(
  backend: Backend,
  experiment: Experiment,
  milliseconds: number,
): Promise<Speed> {
  const { plan, data } = await compileExperiment(experiment)
  const engine = await startEngine(experiment, plan, data, backend)
  const trainer = new Trainer(experiment, plan, engine)
  const subject: Subject = {
    advance: (steps) => trainer.advance(steps),
    finished: () => engine.snapshot(),
    ready: () => engine.ready(),
  }
  const speed = await stepsPerSecond(subject, milliseconds)

  const before = { queue: engine.calls.queue, step: trainer.position.step }
  await run(subject, 10_000)
  const queue = engine.calls.queue - before.queue
  const queueCallsPerStep = queue / (trainer.position.step - before.step)
  const { adapter } = backend
  engine.dispose()
  return { adapter, stepsPerSecond: speed, queueCallsPerStep }
}

/** Finds how many steps fill the time, then takes the median of several runs. */
async function stepsPerSecond(subject: Subject, milliseconds: number): Promise<number> {
  let steps = WARM_UP_STEPS
  let elapsedMs = await run(subject, steps)
  while (elapsedMs < milliseconds / 4) {
    steps *= 2
    elapsedMs = await run(subject, steps)
  }
  steps = Math.ceil((steps * milliseconds) / elapsedMs)
  const rates: number[] = []
  for (let i = 0; i < REPETITIONS; i++) {
    rates.push((steps * 1000) / (await run(subject, steps)))
  }
  return rates.toSorted((a, b) => a - b)[Math.floor(REPETITIONS / 2)]
}

/** Milliseconds that `steps` updates take, to the last of them. */
async function run(subject: Subject, steps: number): Promise<number> {
  const startMs = performance.now()
  for (let left = steps; left > 0; left -= 1024) {
    subject.advance(Math.min(left, 1024))
    await subject.ready?.()
  }
  await subject.finished()
  return performance.now() - startMs
}
