import { chunks, evaluationSlot } from '../../plan/batches'
import {
  type Batch,
  type BufferName,
  EVALUATION_SLOTS,
  METRIC,
  type Plan,
  PROGRAM_NAMES,
  type ProgramName,
} from '../../plan/plan'
import {
  type Engine,
  EngineError,
  type Observation,
  type ObservationRequest,
  type ParameterState,
  type PointProbe,
  type SetMetrics,
} from '../backend'
import { type DissectionPass, dissectionPass } from '../dissections'
import { probePasses, rowWidth } from '../probes'
import type { Device } from './device'
import { Dissector } from './dissector'
import { scratchOf } from './kernels'
import { assertFits, PlanMemory } from './memory'
import { Nudger } from './nudge'
import { Program, preparePasses } from './program'
import { BatchRecords, RECORD_STRIDE, tableOfOps } from './records'
import { type Answer, StagingPool } from './staging'

const MOST_BATCHES = 256
const MOST_SUBMITS_IN_FLIGHT = 2

/** Programs that are ready before an engine is. */
const PREPARED = PROGRAM_NAMES.filter((name) => name !== 'dissect')
type Programs = Readonly<Record<(typeof PREPARED)[number], Program>>

/** Batch records on the device, and the bind group of kernels that read them. */
interface BatchTable {
  readonly buffer: GPUBuffer
  readonly group: GPUBindGroup
  readonly records: BatchRecords
}

/** Batches whose records stand in a table from record `first` on. */
interface PlacedBatches {
  readonly table: BatchTable
  readonly first: number
  readonly batches: readonly Batch[]
}

/** One plan on a device. Everything it needs is made by `create`; steps only encode and submit. */
export class WebGpuEngine implements Engine {
  readonly mostBatches = MOST_BATCHES
  readonly #device: Device
  readonly #plan: Plan
  readonly #memory: PlanMemory
  readonly #programs: Programs
  readonly #dissector: Dissector
  readonly #staging: StagingPool
  readonly #nudger: Nudger
  readonly #steps: BatchTable
  /** Both sets whole, chunk by chunk; written once. */
  readonly #sets: Readonly<Record<'train' | 'test', PlacedBatches>>
  #probes: BatchTable
  readonly #inFlight: Promise<void>[] = []
  #queueCalls = 0
  #dispatches = 0
  #disposed = false

  static async create(
    device: Device,
    plan: Plan,
    data: Float32Array<ArrayBuffer>,
    state: ParameterState,
  ): Promise<WebGpuEngine> {
    const table = tableOfOps(plan)
    const scratch = scratchOf(table.ops)
    assertFits(plan, scratch, device.gpu.limits)
    const needed = new Set(PREPARED.flatMap((name) => table.programs[name]))
    const passes = [...needed].map(
      async (i) => [i, await preparePasses(device, table.ops[i], i * RECORD_STRIDE)] as const,
    )
    const prepared = new Map(await device.guard(Promise.all(passes)))
    const programs = Object.fromEntries(
      PREPARED.map((name) => {
        const own = table.programs[name].flatMap((i) => prepared.get(i) ?? [])
        return [name, new Program(own, plan.replicas)]
      }),
    ) as Programs
    assertDispatches(plan, programs, device.gpu.limits)
    const dissector = new Dissector(device, plan, table, prepared)
    return device.checked(() => {
      const memory = new PlanMemory(device, plan, table.words, scratch, data, state)
      return new WebGpuEngine(device, plan, programs, dissector, memory)
    })
  }

  constructor(
    device: Device,
    plan: Plan,
    programs: Programs,
    dissector: Dissector,
    memory: PlanMemory,
  ) {
    this.#device = device
    this.#plan = plan
    this.#memory = memory
    this.#programs = programs
    this.#dissector = dissector
    this.#staging = new StagingPool(device.gpu)
    this.#nudger = new Nudger(() => this.#submit([]))
    this.#steps = this.#createTable(MOST_BATCHES)
    this.#probes = this.#createTable(16)
    const train = chunks(plan, plan.sets.train, evaluationSlot(plan, 'train'))
    const test = chunks(plan, plan.sets.test, evaluationSlot(plan, 'test'))
    const table = this.#createTable(train.length + test.length)
    this.#fill(table, [...train, ...test])
    this.#sets = {
      train: { table, first: 0, batches: train },
      test: { table, first: train.length, batches: test },
    }
    this.#queueCalls = 0
  }

  get calls(): { readonly queue: number; readonly dispatches: number } {
    return { queue: this.#queueCalls, dispatches: this.#dispatches }
  }

  train(batches: readonly Batch[]): void {
    if (batches.length > MOST_BATCHES) {
      throw new RangeError(`train takes at most ${MOST_BATCHES} batches, not ${batches.length}`)
    }
    if (batches.length === 0) return
    this.#fill(this.#steps, batches)
    const encoder = this.#device.gpu.createCommandEncoder()
    this.#run(encoder, 'train', { table: this.#steps, first: 0, batches })
    this.#submit([encoder.finish()])
    const done = this.#device.gpu.queue.onSubmittedWorkDone()
    done.catch(() => {})
    this.#inFlight.push(done)
  }

  async ready(): Promise<void> {
    while (this.#inFlight.length >= MOST_SUBMITS_IN_FLIGHT) {
      const excess = this.#inFlight.length - MOST_SUBMITS_IN_FLIGHT
      await this.#wait(this.#inFlight[excess])
      void this.#inFlight.splice(0, excess + 1)
    }
    await this.#device.guard(Promise.resolve())
  }

  async observe(request: ObservationRequest): Promise<Observation> {
    const { evaluate, metrics, probes, parameters } = request
    const remembered = request.remembered ? this.#memory.remembered : undefined
    const plan = this.#plan
    const { buffers } = this.#memory
    const steps = metrics.to - metrics.from
    if (steps > plan.ringSize) throw new RangeError(`only ${plan.ringSize} steps are kept`)
    const dissection = dissectionPass(plan, request)
    const places = dissection?.places ?? []
    const fixed = [
      evaluate ? METRIC.width * EVALUATION_SLOTS.length : 0,
      METRIC.width * steps,
      parameters ? plan.sizes.parameters : 0,
      remembered ? plan.sizes.parameters : 0,
    ]
    const answer = this.#staging.take([
      ...fixed,
      ...probes.map(({ tensor, count }) => count * rowWidth(tensor)),
      ...places.map(({ length }) => length),
      dissection ? METRIC.width : 0,
    ])
    const encoder = this.#device.gpu.createCommandEncoder()
    if (evaluate) {
      this.#run(encoder, 'evaluate', this.#sets.train)
      this.#run(encoder, 'evaluate', this.#sets.test)
      answer.copy(encoder, 0, buffers.metrics, evaluationSlot(plan, 'train'))
    }
    this.#copyRing(encoder, answer, 1, metrics.from, metrics.to)
    if (parameters) answer.copy(encoder, 2, buffers.parameters, 0)
    if (remembered) answer.copy(encoder, 3, remembered, 0)
    this.#probe(encoder, answer, fixed.length, probes, dissection)
    const parts = await this.#answer(encoder, answer)
    return {
      evaluation: evaluate ? this.#evaluation(parts[0]) : undefined,
      metrics: parts[1],
      parameters: parameters ? parts[2] : undefined,
      remembered: remembered && parts[3],
      probes: parts.slice(fixed.length, fixed.length + probes.length),
      dissections: parts.slice(fixed.length + probes.length, -1),
      dissectedMetrics: dissection && parts.at(-1),
    }
  }

  async snapshot(): Promise<ParameterState> {
    const { sizes, replicas } = this.#plan
    const { buffers } = this.#memory
    const answer = this.#staging.take([sizes.parameters * replicas, sizes.state * replicas])
    const encoder = this.#device.gpu.createCommandEncoder()
    answer.copy(encoder, 0, buffers.parameters, 0)
    answer.copy(encoder, 1, buffers.state, 0)
    const [parameters, optimizer] = await this.#answer(encoder, answer)
    return { parameters, optimizer }
  }

  restore({ parameters, optimizer }: ParameterState): void {
    this.#write('parameters', 0, parameters)
    this.#write('state', 0, optimizer)
  }

  remember(): void {
    const encoder = this.#device.gpu.createCommandEncoder()
    this.#memory.remember(encoder)
    this.#submit([encoder.finish()])
  }

  write(buffer: 'parameters' | 'data', offset: number, values: Float32Array<ArrayBuffer>): void {
    this.#write(buffer, offset, values)
  }

  /** Of replica 0. */
  async gradients(): Promise<Float32Array<ArrayBuffer>> {
    const answer = this.#staging.take([this.#plan.sizes.gradients])
    const encoder = this.#device.gpu.createCommandEncoder()
    this.#run(encoder, 'gradient', this.#sets.train)
    answer.copy(encoder, 0, this.#memory.buffers.gradients, 0)
    const [gradients] = await this.#answer(encoder, answer)
    return gradients
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#staging.dispose()
    this.#memory.dispose()
    for (const { buffer } of [this.#steps, this.#probes, this.#sets.train.table]) buffer.destroy()
  }

  #run(encoder: GPUCommandEncoder, name: keyof Programs, placed: PlacedBatches): void {
    this.#encode(encoder, name, [this.#programs[name]], placed)
  }

  /** Puts programs into a compute pass, once per batch. */
  #encode(
    encoder: GPUCommandEncoder,
    label: ProgramName,
    programs: readonly Program[],
    { table, first, batches }: PlacedBatches,
  ): void {
    if (batches.length === 0) return
    const pass = encoder.beginComputePass({ label })
    pass.setBindGroup(0, this.#memory.bufferGroup)
    batches.forEach(({ rows }, i) => {
      for (const program of programs) {
        program.encode(pass, table.group, (first + i) * RECORD_STRIDE, rows)
        this.#dispatches += program.length
      }
    })
    pass.end()
  }

  /**
   * Runs each program over what is asked about, takes apart the update that is, and copies what is
   * wanted: from `firstPart` on an answer for each probe, for each dissection, and its metrics.
   */
  #probe(
    encoder: GPUCommandEncoder,
    answer: Answer,
    firstPart: number,
    probes: readonly PointProbe[],
    dissection: DissectionPass | undefined,
  ): void {
    const passes = probePasses(this.#plan, probes)
    const taken = dissection ? [dissection.batch] : []
    const all = [...passes.flatMap(({ batches }) => batches), ...taken]
    if (all.length === 0) return
    if (all.length * RECORD_STRIDE > this.#probes.buffer.size) {
      this.#probes.buffer.destroy()
      this.#probes = this.#createTable(2 * all.length)
    }
    const table = this.#probes
    this.#fill(table, all)
    let first = 0
    for (const { program, batches, answers } of passes) {
      for (const batch of batches) {
        this.#run(encoder, program, { table, first: first++, batches: [batch] })
        for (const i of answers) {
          const { tensor } = probes[i]
          const width = rowWidth(tensor)
          const source = this.#memory.buffers[tensor.buffer]
          const at = batch.start * width
          answer.copy(encoder, firstPart + i, source, tensor.offset, batch.rows * width, at)
        }
      }
    }
    if (!dissection) return
    const { batch, reductions, places } = dissection
    const programs = this.#dissector.programs(reductions)
    this.#encode(encoder, 'dissect', programs, { table, first, batches: [batch] })
    const { buffers } = this.#memory
    let part = firstPart + probes.length
    for (const { buffer, offset } of places) {
      answer.copy(encoder, part++, buffers[buffer], offset)
    }
    answer.copy(encoder, part, buffers.metrics, batch.slot)
  }

  /** Entries from..to−1 of the metrics ring, which may wrap around its end. */
  #copyRing(
    encoder: GPUCommandEncoder,
    answer: Answer,
    part: number,
    from: number,
    to: number,
  ): void {
    const { ringSize } = this.#plan
    for (let step = from; step < to; ) {
      const entry = step % ringSize
      const count = Math.min(to - step, ringSize - entry)
      const [offset, length, at] = [entry, count, step - from].map((n) => METRIC.width * n)
      answer.copy(encoder, part, this.#memory.buffers.metrics, offset, length, at)
      step += count
    }
  }

  #evaluation(values: Float32Array): Record<'train' | 'test', SetMetrics> {
    const metricsOf = (set: 'train' | 'test'): SetMetrics => {
      if (this.#plan.sets[set].count === 0) return { loss: Number.NaN, correct: 0 }
      const at = METRIC.width * EVALUATION_SLOTS.indexOf(set)
      return { loss: values[at + METRIC.loss], correct: values[at + METRIC.correct] }
    }
    return { train: metricsOf('train'), test: metricsOf('test') }
  }

  /** Submits at once, so that the answer is for this moment, and resolves with its parts. */
  async #answer(encoder: GPUCommandEncoder, answer: Answer): Promise<Float32Array<ArrayBuffer>[]> {
    this.#submit([encoder.finish()])
    this.#queueCalls += 1
    await this.#wait(answer.map())
    return answer.read()
  }

  async #wait(done: Promise<void>): Promise<void> {
    try {
      await this.#nudger.during(this.#device.guard(done))
    } catch (error) {
      if (this.#disposed && !(error instanceof EngineError)) {
        throw new EngineError('unavailable', 'The engine was disposed of before it answered.')
      }
      throw error
    }
  }

  #createTable(capacity: number): BatchTable {
    const records = new BatchRecords(Math.max(1, capacity))
    return { ...this.#memory.createBatchTable(Math.max(1, capacity)), records }
  }

  #fill({ buffer, records }: BatchTable, batches: readonly Batch[]): void {
    const words = records.set(batches)
    this.#device.gpu.queue.writeBuffer(buffer, 0, records.words, 0, words)
    this.#queueCalls += 1
  }

  #write(buffer: BufferName, offset: number, values: Float32Array<ArrayBuffer>): void {
    if (values.length === 0) return
    this.#device.gpu.queue.writeBuffer(this.#memory.buffers[buffer], 4 * offset, values)
    this.#queueCalls += 1
  }

  #submit(commands: readonly GPUCommandBuffer[]): void {
    this.#device.gpu.queue.submit(commands)
    this.#queueCalls += 1
  }
}

function assertDispatches(
  plan: Plan,
  programs: Programs,
  { maxComputeWorkgroupsPerDimension: limit }: GPUSupportedLimits,
): void {
  const rows = Math.max(plan.evaluationRows, plan.batch.size)
  const most = Math.max(...PREPARED.map((name) => programs[name].mostWorkgroups(rows)))
  if (most <= limit) return
  throw new EngineError(
    'tooLarge',
    `This network needs ${most} workgroups in a row, but the graphics device takes ${limit}: ` +
      'use fewer units or a smaller batch.',
  )
}
