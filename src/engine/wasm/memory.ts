import {
  type BufferName,
  type Op,
  type Plan,
  PROGRAM_NAMES,
  type ProgramName,
  type Reduction,
} from '../../plan/plan'
import { BATCH_WORDS, encodeOp, OP_WORDS } from '../../plan/record'
import { EngineError } from '../backend'
import { scratchFloats } from './scratch'

export interface Kernels {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  run(
    layout: number,
    ops: number,
    opCount: number,
    batches: number,
    batchCount: number,
    replicas: number,
  ): void
  permuteTo(start: number, rows: number, count: number, key: number, to: number): void
}

/** Records of one program: its address and length. */
export interface Program {
  readonly address: number
  readonly length: number
}

/** Steps that one call of the kernels takes. */
export const MOST_BATCHES = 1024

/** Bytes that one network and its data may take; the kernels are compiled with the same bound. */
export const MOST_BYTES = 2 ** 30

const PAGE_BYTES = 65536
const OP_BYTES = 4 * OP_WORDS
const BATCH_BYTES = 4 * BATCH_WORDS
/** Kernels read spans four floats at a time, tiles eight. */
const SPARE_FLOATS = 8

/** Buffers with a copy for each replica, in the order of `Layout` in kernels/buffers.ts. */
const REPLICATED = ['parameters', 'gradients', 'state', 'activations', 'metrics'] as const

/** The words of `Layout`; lengths are those of one replica's part, in bytes. */
export const LAYOUT_FIELDS = [
  ...REPLICATED,
  'data',
  'scratch',
  ...REPLICATED.map((name) => `${name}Length` as const),
] as const

/**
 * The kernels' memory for one plan: the layout record, the programs, a table of batches and the
 * buffers, one after the other, each replica's part at a multiple of 16 bytes. Grown once here, so
 * views stay valid.
 */
export class EngineMemory {
  readonly layout: number
  readonly batches: Uint32Array<ArrayBuffer>
  readonly programs: Readonly<Record<ProgramName, Program>>
  /** Each a program of its own. */
  readonly reductions: ReadonlyMap<Reduction, Program>
  readonly #plan: Plan
  readonly #buffer: ArrayBuffer
  readonly #addresses: Readonly<Record<BufferName, number>>

  constructor(kernels: Kernels, plan: Plan) {
    this.#plan = plan
    let end = align(kernels.heapBase())
    const take = (bytes: number) => {
      const address = end
      end = align(end + bytes)
      return address
    }
    this.layout = take(4 * LAYOUT_FIELDS.length)
    const program = (name: ProgramName) => {
      const { length } = plan.programs[name]
      return { address: take(length * OP_BYTES), length }
    }
    this.programs = {
      train: program('train'),
      gradient: program('gradient'),
      evaluate: program('evaluate'),
      forward: program('forward'),
      lossDelta: program('lossDelta'),
      scoreDelta: program('scoreDelta'),
      dissect: program('dissect'),
    }
    const { reductions } = plan.dissection
    this.reductions = new Map(
      reductions.map((reduction) => [reduction, { address: take(OP_BYTES), length: 1 }]),
    )
    const batches = take(MOST_BATCHES * BATCH_BYTES)
    const buffer = (name: BufferName) =>
      take(name === 'data' ? partBytes(plan, name) : plan.replicas * partBytes(plan, name))
    this.#addresses = {
      parameters: buffer('parameters'),
      gradients: buffer('gradients'),
      state: buffer('state'),
      activations: buffer('activations'),
      data: buffer('data'),
      metrics: buffer('metrics'),
    }
    const scratch = take(4 * (mostScratch(plan) + SPARE_FLOATS))
    grow(kernels.memory, end)

    this.#buffer = kernels.memory.buffer
    this.batches = this.#words(batches, MOST_BATCHES * BATCH_WORDS)
    const encode = (op: Op, address: number) => this.#words(address, OP_WORDS).set(encodeOp(op))
    for (const name of PROGRAM_NAMES) {
      plan.programs[name].forEach((op, i) => {
        encode(op, this.programs[name].address + i * OP_BYTES)
      })
    }
    for (const [{ op }, { address }] of this.reductions) encode(op, address)
    this.#words(this.layout, LAYOUT_FIELDS.length).set([
      ...REPLICATED.map((name) => this.#addresses[name]),
      this.#addresses.data,
      scratch,
      ...REPLICATED.map((name) => partBytes(plan, name)),
    ])
  }

  /** One replica's part of a buffer. */
  view(name: BufferName, replica = 0): Float32Array<ArrayBuffer> {
    const address = this.#addresses[name] + replica * partBytes(this.#plan, name)
    return new Float32Array(this.#buffer, address, this.#plan.sizes[name])
  }

  #words(address: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#buffer, address, length)
  }
}

const align = (bytes: number) => Math.ceil(bytes / 16) * 16

/** Bytes of one replica's part of a buffer, with room to read beyond its end. */
const partBytes = (plan: Plan, name: BufferName) => align(4 * (plan.sizes[name] + SPARE_FLOATS))

/** What the op that needs the most of it needs. */
function mostScratch(plan: Plan): number {
  const ops = [
    ...PROGRAM_NAMES.flatMap((name) => plan.programs[name]),
    ...plan.dissection.reductions.map(({ op }) => op),
  ]
  return ops.reduce((most, op) => Math.max(most, scratchFloats(op)), 0)
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  const pages = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES)
  if (pages <= 0) return
  const needed = `This network and its data need ${Math.ceil(bytes / 2 ** 20)} MiB`
  const advice = 'Choose fewer units, fewer examples or a smaller batch.'
  if (bytes > MOST_BYTES) {
    throw new EngineError(
      'tooLarge',
      `${needed}; the limit is ${MOST_BYTES / 2 ** 20} MiB. ${advice}`,
    )
  }
  try {
    memory.grow(pages)
  } catch {
    throw new EngineError('tooLarge', `${needed}, which the browser does not give. ${advice}`)
  }
}
