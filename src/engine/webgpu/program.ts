import type { Op } from '../../plan/plan'
import type { Device } from './device'
import type { Kernel } from './kernel'
import { kernelsOf } from './kernels'

export interface Dispatch {
  readonly kernel: Kernel
  readonly pipeline: GPUComputePipeline
  /** Of the op's record, in bytes. */
  readonly offset: number
}

/**
 * The passes of an op, compiled.
 *
 * @param offset of its record, in bytes
 */
export function preparePasses(device: Device, op: Op, offset: number): Promise<Dispatch[]> {
  return Promise.all(
    kernelsOf(op).map(async (kernel) => ({
      kernel,
      pipeline: await device.pipeline(kernel),
      offset,
    })),
  )
}

/** The same at once, for what nobody waited for: the device compiles it before it runs. */
export function preparePassesNow(device: Device, op: Op, offset: number): Dispatch[] {
  return kernelsOf(op).map((kernel) => ({ kernel, pipeline: device.pipelineNow(kernel), offset }))
}

/** A program of a plan, ready to be put into a compute pass any number of times. */
export class Program {
  readonly #dispatches: readonly Dispatch[]
  readonly #replicas: number
  /** Workgroups (x, y) of each dispatch, by the number of valid rows; there are few such numbers. */
  readonly #workgroups = new Map<number, Uint32Array>()
  readonly #offsets = new Uint32Array(2)

  constructor(dispatches: readonly Dispatch[], replicas: number) {
    this.#dispatches = dispatches
    this.#replicas = replicas
  }

  /** Dispatches per batch. */
  get length(): number {
    return this.#dispatches.length
  }

  /** The largest number of workgroups along one dimension, for a batch of `rows`. */
  mostWorkgroups(rows: number): number {
    return Math.max(this.#replicas, ...this.#counts(rows))
  }

  /**
   * @param records bind group of the op records and of the table that holds the batch
   * @param batchOffset of the batch's record, in bytes
   * @param rows valid rows of the batch
   */
  encode(
    pass: GPUComputePassEncoder,
    records: GPUBindGroup,
    batchOffset: number,
    rows: number,
  ): void {
    const counts = this.#counts(rows)
    const offsets = this.#offsets
    offsets[1] = batchOffset
    this.#dispatches.forEach(({ pipeline, offset }, i) => {
      offsets[0] = offset
      pass.setPipeline(pipeline)
      pass.setBindGroup(1, records, offsets, 0, 2)
      pass.dispatchWorkgroups(counts[2 * i], counts[2 * i + 1], this.#replicas)
    })
  }

  #counts(rows: number): Uint32Array {
    const known = this.#workgroups.get(rows)
    if (known) return known
    const counts = Uint32Array.from(
      this.#dispatches.flatMap(({ kernel }) => kernel.workgroups(rows)),
    )
    this.#workgroups.set(rows, counts)
    return counts
  }
}
