import type { BufferName, Op, Plan } from '../../plan/plan'
import { EngineError, type ParameterState } from '../backend'
import { BUFFER_ORDER, type Device } from './device'
import { encodeOps, RECORD_BYTES, RECORD_STRIDE } from './records'

const FLOAT_BYTES = 4

/** The buffers of one plan on the device, all allocated at once and never grown. */
export class PlanMemory {
  readonly buffers: Readonly<Record<BufferName, GPUBuffer>>
  /** Group 0 of every kernel. */
  readonly bufferGroup: GPUBindGroup
  readonly #device: Device
  readonly #ops: GPUBuffer
  readonly #strides: GPUBuffer

  /**
   * Call inside `Device.checked`, after `assertFits`.
   *
   * @param ops those of all programs; op i stands at `i * RECORD_STRIDE` of the op records
   */
  constructor(
    device: Device,
    plan: Plan,
    ops: readonly Op[],
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
    this.bufferGroup = gpu.createBindGroup({
      layout: device.bufferLayout,
      entries: BUFFER_ORDER.map((name, binding) => ({
        binding,
        resource: { buffer: this.buffers[name] },
      })),
    })
    const { parameters, state: slots, activations, metrics } = plan.sizes
    this.#ops = createUniform('ops', encodeOps(ops))
    this.#strides = createUniform(
      'strides',
      Uint32Array.of(parameters, slots, activations, metrics),
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
        { binding: 0, resource: { buffer: this.#ops, size: RECORD_BYTES } },
        { binding: 1, resource: { buffer, size: RECORD_BYTES } },
        { binding: 2, resource: { buffer: this.#strides } },
      ],
    })
    return { buffer, group }
  }

  dispose(): void {
    for (const buffer of [...Object.values(this.buffers), this.#ops, this.#strides]) {
      buffer.destroy()
    }
  }
}

/** @throws EngineError `tooLarge` with the numbers, where a buffer is beyond the device's limits */
export function assertFits(plan: Plan, limits: GPUSupportedLimits): void {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)
  for (const name of BUFFER_ORDER) {
    const bytes = bytesOf(plan, name)
    if (bytes <= most) continue
    throw new EngineError(
      'tooLarge',
      `This experiment needs ${megabytes(bytes)} for ${LABELS[name]}, but the graphics device ` +
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

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
