import { EngineError } from '../backend'
import type { Kernel } from './kernel'
import { assemble, describeMessages, type ShaderFile } from './shader-source'

// Everywhere that engines run, though not in the language's own library.
declare function setTimeout(callback: () => void, delayMs: number): unknown

/** How long a failed wait may blame a lost device that has not been announced yet. */
const BLAME_MS = 100

/** A GPUDevice with what engines share on it: the layout of bindings, and compiled pipelines. */
export class Device {
  readonly gpu: GPUDevice
  /** Group 0: the six buffers of a plan, in the order of `BUFFER_ORDER`, and scratch memory. */
  readonly bufferLayout: GPUBindGroupLayout
  /** Group 1: records of the op and of the batch at dynamic offsets, and the strides. */
  readonly recordLayout: GPUBindGroupLayout
  /** Resolves with the reason when the device is lost, `dispose` included. */
  readonly lost: Promise<string>
  readonly #pipelineLayout: GPUPipelineLayout
  readonly #modules = new Map<string, Promise<GPUShaderModule>>()
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>()
  readonly #pipelinesNow = new Map<string, GPUComputePipeline>()
  readonly #pending = new Set<(error: EngineError) => void>()
  #lostReason: string | undefined

  constructor(gpu: GPUDevice) {
    this.gpu = gpu
    const storage = { type: 'storage' } as const
    const record = { type: 'uniform', hasDynamicOffset: true } as const
    this.bufferLayout = gpu.createBindGroupLayout({
      entries: [...BUFFER_ORDER, 'scratch'].map((_, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: storage,
      })),
    })
    this.recordLayout = gpu.createBindGroupLayout({
      entries: [record, record, { type: 'uniform' } as const].map((buffer, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer,
      })),
    })
    this.#pipelineLayout = gpu.createPipelineLayout({
      bindGroupLayouts: [this.bufferLayout, this.recordLayout],
    })
    this.lost = gpu.lost.then(({ reason, message }) => {
      this.#lostReason = message || reason
      for (const reject of this.#pending) reject(this.#lostError())
      this.#pending.clear()
      return this.#lostReason
    })
  }

  /** The pipeline of a kernel, compiled once per source and constants. */
  pipeline({ files, constants }: Kernel): Promise<GPUComputePipeline> {
    return remember(this.#pipelines, keyOf(files, constants), async () => {
      const module = await this.#module(files)
      return this.gpu.createComputePipelineAsync({
        label: files[0].file,
        layout: this.#pipelineLayout,
        compute: { module, entryPoint: 'main', constants },
      })
    })
  }

  /**
   * The same for whoever cannot wait. Mistakes in the shader are reported as errors that no call
   * does.
   */
  pipelineNow({ files, constants }: Kernel): GPUComputePipeline {
    const key = keyOf(files, constants)
    const known = this.#pipelinesNow.get(key)
    if (known) return known
    const label = files[0].file
    const module = this.gpu.createShaderModule({ label, code: assemble(files) })
    const made = this.gpu.createComputePipeline({
      label,
      layout: this.#pipelineLayout,
      compute: { module, entryPoint: 'main', constants },
    })
    this.#pipelinesNow.set(key, made)
    return made
  }

  /** Rejects with `deviceLost` as soon as the device is lost, otherwise settles as `wait` does. */
  guard<T>(wait: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#lostReason !== undefined) {
        wait.catch(() => {})
        reject(this.#lostError())
        return
      }
      const pending = this.#pending
      pending.add(reject)
      wait.then(
        (value) => {
          pending.delete(reject)
          resolve(value)
        },
        (error: unknown) => {
          // Waits may fail a moment before the loss that ends them is announced.
          setTimeout(() => {
            pending.delete(reject)
            reject(error instanceof Error ? error : new Error(String(error)))
          }, BLAME_MS)
        },
      )
    })
  }

  /** Runs `create` and rejects if the device found fault with it. */
  async checked<T>(create: () => T): Promise<T> {
    const { gpu } = this
    gpu.pushErrorScope('validation')
    gpu.pushErrorScope('out-of-memory')
    const value = create()
    const memory = gpu.popErrorScope()
    const validation = gpu.popErrorScope()
    const [outOfMemory, invalid] = await this.guard(Promise.all([memory, validation]))
    if (outOfMemory) {
      throw new EngineError('tooLarge', 'The graphics card has not enough free memory for this.')
    }
    if (invalid) throw new Error(`WebGPU refused: ${invalid.message}`)
    return value
  }

  dispose(): void {
    this.gpu.destroy()
  }

  #module(files: readonly ShaderFile[]): Promise<GPUShaderModule> {
    return remember(this.#modules, keyOf(files, {}), async () => {
      const { gpu } = this
      gpu.pushErrorScope('validation')
      const module = gpu.createShaderModule({ label: files[0].file, code: assemble(files) })
      const scope = gpu.popErrorScope()
      const { messages } = await module.getCompilationInfo()
      const errors = messages.filter(({ type }) => type === 'error')
      if (errors.length > 0) throw new Error(describeMessages(files, errors))
      const invalid = await scope
      if (invalid) throw new Error(`${files[0].file}: ${invalid.message}`)
      return module
    })
  }

  #lostError(): EngineError {
    return new EngineError('deviceLost', `The graphics device was lost: ${this.#lostReason}`)
  }
}

/** The binding of a buffer in group 0 is its place here. */
export const BUFFER_ORDER = [
  'parameters',
  'gradients',
  'state',
  'activations',
  'data',
  'metrics',
] as const

function keyOf(files: readonly ShaderFile[], constants: Readonly<Record<string, number>>): string {
  return `${files.map(({ file }) => file).join(' ')} ${JSON.stringify(constants)}`
}

/** What failed is forgotten, so that it may be tried again. */
function remember<T>(
  cache: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const known = cache.get(key)
  if (known) return known
  const made = make()
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}
