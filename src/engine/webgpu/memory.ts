import type { BufferName, Plan } from '../../plan/plan'
import { EngineError, type ParameterState } from '../backend'
import { BUFFER_ORDER, type Device } from './device'
import { BATCH_BYTES, OP_BYTES, RECORD_STRIDE } from './records'

const FLOAT_BYTES = 4

/**
 * The buffers of one plan on the device, allocated at once and never grown; that of remembered
 * parameters when they are.
 */
export class PlanMemory {
  readonly buffers: Readonly<Record<BufferName, GPUBuffer>>
  /** Group 0 of every kernel. */
  readonly bufferGroup: GPUBindGroup
  readonly #device: Device
  readonly #parameterBytes: number
  readonly #scratch: GPUBuffer
  readonly #ops: GPUBuffer
  readonly #strides: GPUBuffer
  #remembered: GPUBuffer | undefined

  /**
   * Call inside `Device.checked`, after `assertFits`.
   *
   * @param ops records of the ops of all programs, as `OpTable` has them
   * @param scratch floats per replica that the passes of one op may leave for each other
   */
  constructor(
    device: Device,
    plan: Plan,
    ops: Uint32Array<ArrayBuffer>,
    scratch: number,
    data: Float32Array<ArrayBuffer>,
    state: ParameterState,
  ) {
    const { gpu } = device
    const { COPY_DST, COPY_SRC, STORAGE, UNIFORM } = GPUBufferUsage
    this.#device = device
    this.buffers = Object.fromEntries(
      BUFFER_ORDER.map((name) => [
        name,
        gpu.createBuffer({
          label: name,
          size: bytesOf(plan, name),
          usage: STORAGE | COPY_DST | COPY_SRC,
        }),
      ]),
    ) as Record<BufferName, GPUBuffer>
    const scratchSize = scratchBytes(plan, scratch)
    this.#scratch = gpu.createBuffer({ label: 'scratch', size: scratchSize, usage: STORAGE })
    this.bufferGroup = gpu.createBindGroup({
      layout: device.bufferLayout,
      entries: [...BUFFER_ORDER.map((name) => this.buffers[name]), this.#scratch].map(
        (buffer, binding) => ({ binding, resource: { buffer } }),
      ),
    })
    this.#parameterBytes = FLOAT_BYTES * plan.sizes.parameters
    const { parameters, state: slots, activations, metrics } = plan.sizes
    this.#ops = createUniform('ops', ops)
    this.#strides = createUniform(
      'strides',
      Uint32Array.of(parameters, slots, activations, metrics, scratch),
    )
    gpu.queue.writeBuffer(this.buffers.data, 0, data)
    gpu.queue.writeBuffer(this.buffers.parameters, 0, state.parameters)
    gpu.queue.writeBuffer(this.buffers.state, 0, state.optimizer)

    function createUniform(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer {
      const buffer = gpu.createBuffer({ label, size: words.byteLength, usage: UNIFORM | COPY_DST })
      gpu.queue.writeBuffer(buffer, 0, words)
      return buffer
    }
  }

  /** Room for batch records, and group 1 of every kernel that reads one of them. */
  createBatchTable(capacity: number): { buffer: GPUBuffer; group: GPUBindGroup } {
    const { gpu, recordLayout } = this.#device
    const buffer = gpu.createBuffer({
      label: 'batches',
      size: capacity * RECORD_STRIDE,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    })
    const group = gpu.createBindGroup({
      layout: recordLayout,
      entries: [
        { binding: 0, resource: { buffer: this.#ops, size: OP_BYTES } },
        { binding: 1, resource: { buffer, size: BATCH_BYTES } },
        { binding: 2, resource: { buffer: this.#strides } },
      ],
    })
    return { buffer, group }
  }

  /** The parameters of replica 0 when `remember` was last encoded. */
  get remembered(): GPUBuffer | undefined {
    return this.#remembered
  }

  remember(encoder: GPUCommandEncoder): void {
    const size = this.#parameterBytes
    this.#remembered ??= this.#device.gpu.createBuffer({
      label: 'remembered',
      size,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    })
    encoder.copyBufferToBuffer(this.buffers.parameters, 0, this.#remembered, 0, size)
  }

  dispose(): void {
    this.#remembered?.destroy()
    const records = [this.#ops, this.#strides]
    for (const buffer of [...Object.values(this.buffers), this.#scratch, ...records]) {
      buffer.destroy()
    }
  }
}

/**
 * @param scratch floats per replica
 * @throws EngineError `tooLarge` with the numbers, where a buffer is beyond the device's limits
 */
export function assertFits(plan: Plan, scratch: number, limits: GPUSupportedLimits): void {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)
  const needs = [
    ...BUFFER_ORDER.map((name) => ({ label: LABELS[name], bytes: bytesOf(plan, name) })),
    { label: 'its partial sums', bytes: scratchBytes(plan, scratch) },
  ]
  for (const { label, bytes } of needs) {
    if (bytes <= most) continue
    throw new EngineError(
      'tooLarge',
      `This experiment needs ${megabytes(bytes)} for ${label}, but the graphics device ` +
        `takes ${megabytes(most)} at most: use fewer units, examples or a smaller batch.`,
    )
  }
}

const LABELS: Readonly<Record<BufferName, string>> = {
  parameters: 'its parameters',
  gradients: 'its gradients',
  state: "the optimizer's state",
  activations: 'its activations',
  data: 'its data',
  metrics: 'its metrics',
}

/** At least one float, since empty bindings are not allowed. */
function bytesOf({ sizes, replicas }: Plan, name: BufferName): number {
  return FLOAT_BYTES * Math.max(1, sizes[name] * (name === 'data' ? 1 : replicas))
}

function scratchBytes({ replicas }: Plan, scratch: number): number {
  return FLOAT_BYTES * Math.max(1, scratch * replicas)
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
