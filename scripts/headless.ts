/** Runs an experiment in Node on the page's own model, plan and engine. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backend, BackendName, Engine } from '../src/engine/backend'
import { EngineError } from '../src/engine/backend'
import { initialState } from '../src/engine/initial-state'
import { Trainer } from '../src/engine/trainer'
import { createWasmBackend } from '../src/engine/wasm/backend'
import { createWebGpuBackend } from '../src/engine/webgpu/backend'
import { buildDataset } from '../src/model/build-dataset'
import type { Experiment } from '../src/model/experiment'
import { optimizers } from '../src/model/optimizers'
import { parseText, sideBySide } from '../src/model/parse'
import { problemText } from '../src/model/problem'
import { type Compiled, compile } from '../src/plan/compile'
import { initialParameters } from '../src/plan/initialize'
import type { Plan } from '../src/plan/plan'
import { printPlan } from '../src/plan/print'
import type { HistoryEntry, NamedArray } from '../src/worker/protocol'

/** Evaluations asked for before the first answer is awaited: a device answers with a delay. */
const QUESTIONS_AT_A_TIME = 32

/** A document that cannot be run; the message names the place in it. */
export class DocumentError extends Error {}

export interface HeadlessOptions {
  /** Updates to make; or `epochs`, which says it in passes over the training set. */
  readonly steps?: number | undefined
  readonly epochs?: number | undefined
  /** History entries are this many steps apart (1); the last step always has one. */
  readonly every?: number | undefined
  /** About how many history entries to make where `every` does not say. */
  readonly entries?: number | undefined
  readonly parameters?: boolean
  readonly gradients?: boolean
}

export interface HeadlessResult {
  readonly backend: BackendName
  readonly adapter: string
  readonly history: readonly HistoryEntry[]
  readonly parameters?: readonly NamedArray[]
  readonly gradients?: readonly NamedArray[]
}

/**
 * Throws `DocumentError`.
 *
 * @param variant which of the networks side by side: 0 is the document's own
 */
export function readDocument(json: string, variant = 0): Experiment {
  const document = parseText(json)
  const all = document.ok ? sideBySide(document.experiment) : [document]
  const result = document.ok ? all[variant] : document
  if (!result)
    throw new DocumentError(`there is no variant ${variant}; ${countText(all.length - 1)}`)
  if (result.ok) return result.experiment
  const [first, ...others] = result.problems
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new DocumentError(`${problemText(first)}${more}`)
}

function countText(variants: number): string {
  if (variants === 0) return 'the document has none'
  return variants === 1 ? 'the document has 1' : `the document has ${variants}`
}

export async function compileExperiment(experiment: Experiment): Promise<Compiled> {
  return compile(experiment, await buildDataset(experiment, loadBundled))
}

export async function describePlan(experiment: Experiment): Promise<string> {
  return printPlan((await compileExperiment(experiment)).plan)
}

/**
 * Rejects with `EngineError` where this machine has no such backend.
 *
 * @param createGpu that of node-gpu.mjs, left to the caller so that only those who want a GPU load
 *   its native module
 */
export async function openBackend(
  name: BackendName,
  createGpu: () => GPU | null = () => null,
): Promise<Backend> {
  if (name === 'wasm') return createWasmBackend()
  const gpu = createGpu()
  if (!gpu) {
    throw new EngineError('unavailable', 'WebGPU needs a Vulkan driver, and this machine has none.')
  }
  return createWebGpuBackend(gpu)
}

export async function runExperiment(
  experiment: Experiment,
  backend: Backend,
  options: HeadlessOptions,
): Promise<HeadlessResult> {
  const dataset = await buildDataset(experiment, loadBundled)
  const compiled = compile(experiment, dataset)
  const { plan, data } = compiled
  const initial = await initialState(experiment, dataset, compiled, createWasmBackend)
  const engine = await backend.load(plan, data, initial)
  try {
    const trainer = new Trainer(experiment, plan, engine)
    const history = await train(trainer, experiment, options)
    const named = (values: Float32Array) => nameArrays(plan, values)
    return {
      backend: backend.name,
      adapter: backend.adapter,
      history,
      ...(options.parameters && { parameters: named((await engine.snapshot()).parameters) }),
      ...(options.gradients && { gradients: named(await engine.gradients()) }),
    }
  } finally {
    engine.dispose()
  }
}

/** An engine with the parameters that the seed draws, before any pre-training. */
export async function startEngine(
  experiment: Experiment,
  plan: Plan,
  data: Float32Array<ArrayBuffer>,
  backend: Backend,
): Promise<Engine> {
  const { slots } = optimizers[experiment.optimizer.kind]
  return backend.load(plan, data, {
    parameters: initialParameters(experiment, plan),
    optimizer: new Float32Array(plan.replicas * slots * plan.sizes.parameters),
  })
}

async function train(
  trainer: Trainer,
  experiment: Experiment,
  options: HeadlessOptions,
): Promise<HistoryEntry[]> {
  const { engine, plan } = trainer
  const steps = stepsOf(experiment, plan, options)
  const { entries = steps } = options
  const every = options.every ?? Math.max(1, Math.ceil(steps / entries))
  const history: HistoryEntry[] = []
  let asked: Promise<HistoryEntry>[] = []
  for (;;) {
    const { step } = trainer.position
    asked.push(evaluate(engine, plan, experiment, step))
    if (asked.length >= QUESTIONS_AT_A_TIME || step >= steps) {
      history.push(...(await Promise.all(asked)))
      asked = []
    }
    if (step >= steps) return history
    trainer.advance(Math.min(every, steps - step))
    await engine.ready()
  }
}

async function evaluate(
  engine: Engine,
  plan: Plan,
  experiment: Experiment,
  step: number,
): Promise<HistoryEntry> {
  const { evaluation } = await engine.observe({
    evaluate: true,
    metrics: { from: 0, to: 0 },
    probes: [],
    parameters: false,
  })
  if (!evaluation) throw new Error('The engine did not evaluate.')
  const { train: training, test } = plan.sets
  const classifies = experiment.task === 'classification'
  return {
    step,
    trainLoss: evaluation.train.loss,
    ...(test.count > 0 && { testLoss: evaluation.test.loss }),
    ...(classifies && { trainAccuracy: evaluation.train.correct / training.count }),
    ...(classifies && test.count > 0 && { testAccuracy: evaluation.test.correct / test.count }),
  }
}

function stepsOf(experiment: Experiment, plan: Plan, { steps, epochs }: HeadlessOptions): number {
  if (steps !== undefined) return steps
  if (epochs === undefined) return 100
  const { perEpoch, size } = plan.batch
  const carries = experiment.order === 'tensorflowPlayground'
  return carries ? Math.ceil((epochs * plan.sets.train.count) / size) : epochs * perEpoch
}

function nameArrays(plan: Plan, values: Float32Array): NamedArray[] {
  return plan.parameters.map(({ name, shape, offset }) => {
    const length = shape.reduce((product, side) => product * side, 1)
    return { name, shape, data: [...values.subarray(offset, offset + length)] }
  })
}

async function loadBundled(file: string): Promise<ArrayBuffer> {
  const bytes = await readFile(join(process.cwd(), 'public/data', file))
  return Uint8Array.from(bytes).buffer
}
