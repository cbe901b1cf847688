import type { Experiment } from '../model/experiment'
import type { Plan } from '../plan/plan'
import {
  type Backend,
  type BackendName,
  type Engine,
  EngineError,
  type ParameterState,
} from './backend'
import { Trainer } from './trainer'
import { createWasmBackend } from './wasm/backend'
import type { WebGpuBackend } from './webgpu/backend'

/** A backend and why it was taken, in a sentence for people without its full stop. */
export interface Choice {
  readonly backend: Backend
  readonly reason: string
}

/** What is to be run, and what a trial runs. */
export interface Workload {
  readonly experiment: Experiment
  readonly plan: Plan
  readonly data: Float32Array<ArrayBuffer>
  readonly state: ParameterState
}

/** Long enough to be told apart from noise, short enough to go unnoticed after an edit. */
const TRIAL_MS = 20
/** Steps before a trial: first runs compile. */
const WARM_UP_STEPS = 4

const LABELS: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WebAssembly' }

/** The backends of this page, made when first asked for and kept. */
export class Backends {
  readonly #gpu: GPU | undefined
  readonly #create: {
    readonly webgpu: (gpu: GPU) => Promise<WebGpuBackend>
    readonly wasm: () => Promise<Backend>
  }
  #webgpu: Promise<WebGpuBackend> | undefined
  #wasm: Promise<Backend> | undefined
  #lost: string | undefined
  /** What trials found, by the shape of the network, so that small edits start no new one. */
  readonly trials = new Map<string, { readonly name: BackendName; readonly reason: string }>()

  /** @param gpu the browser's, if it has one */
  constructor(
    gpu = typeof navigator === 'object' ? navigator.gpu : undefined,
    create = { webgpu: createWebGpu, wasm: createWasmBackend },
  ) {
    this.#gpu = gpu
    this.#create = create
  }

  /** Why the graphics device was lost, once it was. */
  get lost(): string | undefined {
    return this.#lost
  }

  /** @throws EngineError `unavailable` with the reason; after a loss a new device is asked for */
  webgpu(): Promise<WebGpuBackend> {
    this.#webgpu ??= this.#createWebGpu()
    return this.#webgpu
  }

  wasm(): Promise<Backend> {
    this.#wasm ??= this.#create.wasm()
    return this.#wasm
  }

  async #createWebGpu(): Promise<WebGpuBackend> {
    const forget = () => {
      this.#webgpu = undefined
    }
    try {
      if (!this.#gpu) throw new EngineError('unavailable', 'this browser has no WebGPU')
      const backend = await this.#create.webgpu(this.#gpu)
      void backend.lost.then((reason) => {
        this.#lost = reason
        forget()
      })
      return backend
    } catch (error) {
      forget()
      throw error
    }
  }
}

/** Shaders are fetched only where there is a device to run them. */
async function createWebGpu(gpu: GPU): Promise<WebGpuBackend> {
  const { createWebGpuBackend } = await import('./webgpu/backend').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError('unavailable', `the shaders could not be loaded (${reason})`)
  })
  return createWebGpuBackend(gpu)
}

/**
 * The backend for an experiment. `auto` takes WebAssembly where WebGPU is missing or software, and
 * otherwise whichever trains more examples per second in a short trial on the plan itself. A forced
 * backend that fails gives way to the other, with the reason.
 */
export async function chooseBackend(
  forced: 'auto' | BackendName,
  workload: Workload,
  backends: Backends,
): Promise<Choice> {
  if (forced === 'wasm') return { backend: await backends.wasm(), reason: 'you chose WebAssembly' }
  const wasmBecause = async (reason: string) => ({ backend: await backends.wasm(), reason })
  try {
    if (forced === 'auto' && backends.lost !== undefined) {
      return await wasmBecause(`the graphics device was lost: ${backends.lost}`)
    }
    const webgpu = await backends.webgpu()
    if (forced === 'webgpu') {
      await canLoad(webgpu, workload)
      return { backend: webgpu, reason: 'you chose WebGPU' }
    }
    if (webgpu.isFallback) {
      return await wasmBecause(`the only WebGPU adapter is software (${webgpu.adapter})`)
    }
    return await fastest(webgpu, await backends.wasm(), workload, backends)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const reason =
      forced === 'webgpu' ? `WebGPU could not be used: ${error.message}` : error.message
    return wasmBecause(reason)
  }
}

async function fastest(
  webgpu: Backend,
  wasm: Backend,
  workload: Workload,
  { trials }: Backends,
): Promise<Choice> {
  const key = shapeOf(workload.plan)
  const known = trials.get(key)
  if (known) return { backend: known.name === 'webgpu' ? webgpu : wasm, reason: known.reason }
  const speeds = {
    wasm: await examplesPerSecond(wasm, workload),
    webgpu: await examplesPerSecond(webgpu, workload),
  }
  const backend = speeds.webgpu > speeds.wasm ? webgpu : wasm
  const [more, less] = [Math.max(speeds.webgpu, speeds.wasm), Math.min(speeds.webgpu, speeds.wasm)]
  const reason =
    `${LABELS[backend.name]} was ${(more / less).toFixed(1)}× faster on this network ` +
    `(${rounded(more)} against ${rounded(less)} examples/s)`
  trials.set(key, { name: backend.name, reason })
  return { backend, reason }
}

/** Trains for about `TRIAL_MS` from the given state on an engine of its own. */
async function examplesPerSecond(backend: Backend, workload: Workload): Promise<number> {
  const { experiment, plan, data, state } = workload
  const engine = await backend.load(plan, data, state)
  try {
    const trainer = new Trainer(experiment, plan, engine)
    const examples = () => trainer.position.epoch * plan.sets.train.count + trainer.position.offset
    trainer.advance(WARM_UP_STEPS)
    await finished(engine, trainer.position.step)
    const before = examples()
    const start = performance.now()
    for (let block = 1; performance.now() - start < TRIAL_MS; ) {
      trainer.advance(block)
      await engine.ready()
      block = Math.min(2 * block, engine.mostBatches)
    }
    await finished(engine, trainer.position.step)
    return (1000 * (examples() - before)) / (performance.now() - start)
  } finally {
    engine.dispose()
  }
}

/** Resolves when all queued steps have run. */
async function finished(engine: Engine, step: number): Promise<void> {
  await engine.observe({
    evaluate: false,
    metrics: { from: step - 1, to: step },
    probes: [],
    parameters: false,
  })
}

async function canLoad(backend: Backend, { plan, data, state }: Workload): Promise<void> {
  const engine = await backend.load(plan, data, state)
  engine.dispose()
}

/** The same for plans that take the same time per step. */
function shapeOf({ programs, optimizer, batch, sizes }: Plan): string {
  const ops = programs.train.map((op) => {
    if (op.kind === 'dense') return [op.kind, op.rows, op.inputWidth, op.units, op.activation]
    return op.kind === 'loss' ? [op.kind, op.loss] : [op.kind]
  })
  return JSON.stringify([ops, sizes.parameters, sizes.activations, optimizer.optimizer, batch.size])
}

/** Three significant digits are all that a trial can tell. */
function rounded(count: number): string {
  return Number(count.toPrecision(3)).toLocaleString('en')
}
