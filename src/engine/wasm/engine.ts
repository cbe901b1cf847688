import { chunks, evaluationSlot } from '../../plan/batches'
import { type Batch, METRIC, type Plan } from '../../plan/plan'
import { BatchTable } from '../../plan/record'
import type {
  Engine,
  Observation,
  ObservationRequest,
  ParameterState,
  PointProbe,
  SetMetrics,
} from '../backend'
import { dissectionPass } from '../dissections'
import { probePasses, rowWidth } from '../probes'
import { EngineMemory, type Kernels, MOST_BATCHES, type Program } from './memory'

/** Runs a plan on the thread that calls it: whatever is asked is done when the call returns. */
export class WasmEngine implements Engine {
  readonly mostBatches = MOST_BATCHES
  /** There is no queue. */
  readonly calls = { queue: 0, dispatches: 0 }
  readonly #plan: Plan
  readonly #memory: EngineMemory
  readonly #table: BatchTable
  readonly #kernels: Kernels
  #remembered: Float32Array<ArrayBuffer> | undefined

  /** @throws EngineError `tooLarge` */
  constructor(
    kernels: Kernels,
    plan: Plan,
    data: Float32Array<ArrayBuffer>,
    state: ParameterState,
  ) {
    this.#plan = plan
    this.#kernels = kernels
    this.#memory = new EngineMemory(kernels, plan)
    this.#table = new BatchTable(this.#memory.batches)
    this.#memory.view('data').set(data)
    this.restore(state)
  }

  train(batches: readonly Batch[]): void {
    this.#run(this.#memory.programs.train, batches, this.#plan.replicas)
  }

  ready(): Promise<void> {
    return Promise.resolve()
  }

  async observe(request: ObservationRequest): Promise<Observation> {
    const { from, to } = request.metrics
    return {
      evaluation: request.evaluate
        ? { train: this.#evaluate('train'), test: this.#evaluate('test') }
        : undefined,
      metrics: this.#ring(from, to),
      probes: this.#probe(request.probes),
      ...this.#dissect(request),
      parameters: request.parameters ? this.#memory.view('parameters').slice() : undefined,
      remembered: request.remembered ? this.#remembered?.slice() : undefined,
    }
  }

  async snapshot(): Promise<ParameterState> {
    return {
      parameters: this.#gather('parameters'),
      optimizer: this.#gather('state'),
    }
  }

  restore({ parameters, optimizer }: ParameterState): void {
    const { replicas, sizes } = this.#plan
    for (let replica = 0; replica < replicas; replica++) {
      const part = (values: Float32Array, size: number) =>
        values.subarray(replica * size, (replica + 1) * size)
      this.#memory.view('parameters', replica).set(part(parameters, sizes.parameters))
      this.#memory.view('state', replica).set(part(optimizer, sizes.state))
    }
  }

  remember(): void {
    const parameters = this.#memory.view('parameters')
    this.#remembered ??= new Float32Array(parameters.length)
    this.#remembered.set(parameters)
  }

  write(buffer: 'parameters' | 'data', offset: number, values: Float32Array<ArrayBuffer>): void {
    this.#memory.view(buffer).set(values, offset)
  }

  async gradients(): Promise<Float32Array<ArrayBuffer>> {
    const { sets } = this.#plan
    const view = this.#memory.view('gradients')
    view.fill(0)
    const batches = chunks(this.#plan, sets.train, evaluationSlot(this.#plan, 'train'))
    this.#run(this.#memory.programs.gradient, batches, 1)
    return view.slice()
  }

  /** The memory goes with the last reference to this engine. */
  dispose(): void {}

  #run({ address, length }: Program, batches: readonly Batch[], replicas: number): void {
    const { layout } = this.#memory
    const table = this.#memory.batches.byteOffset
    for (let start = 0; start < batches.length; start += MOST_BATCHES) {
      const count = Math.min(MOST_BATCHES, batches.length - start)
      for (let i = 0; i < count; i++) this.#table.set(i, batches[start + i])
      this.#kernels.run(layout, address, length, table, count, replicas)
    }
  }

  #evaluate(set: 'train' | 'test'): SetMetrics {
    const plan = this.#plan
    if (plan.sets[set].count === 0) return { loss: Number.NaN, correct: 0 }
    const slot = evaluationSlot(plan, set)
    this.#run(this.#memory.programs.evaluate, chunks(plan, plan.sets[set], slot), 1)
    const metrics = this.#memory.view('metrics')
    return { loss: metrics[slot + METRIC.loss], correct: metrics[slot + METRIC.correct] }
  }

  #ring(from: number, to: number): Float32Array<ArrayBuffer> {
    const { ringSize } = this.#plan
    const metrics = this.#memory.view('metrics')
    const values = new Float32Array((to - from) * METRIC.width)
    for (let step = from; step < to; step++) {
      const entry = METRIC.width * (step % ringSize)
      values.set(metrics.subarray(entry, entry + METRIC.width), (step - from) * METRIC.width)
    }
    return values
  }

  #probe(probes: readonly PointProbe[]): Float32Array<ArrayBuffer>[] {
    const results = probes.map(({ tensor, count }) => new Float32Array(count * rowWidth(tensor)))
    for (const { program, batches, answers } of probePasses(this.#plan, probes)) {
      for (const batch of batches) {
        this.#run(this.#memory.programs[program], [batch], 1)
        for (const i of answers) {
          const { tensor } = probes[i]
          const width = rowWidth(tensor)
          const end = tensor.offset + batch.rows * width
          const rows = this.#memory.view(tensor.buffer).subarray(tensor.offset, end)
          results[i].set(rows, batch.start * width)
        }
      }
    }
    return results
  }

  #dissect(request: ObservationRequest): Pick<Observation, 'dissections' | 'dissectedMetrics'> {
    const pass = dissectionPass(this.#plan, request)
    if (!pass) return { dissections: [] }
    const { batch, reductions, places } = pass
    const memory = this.#memory
    this.#run(memory.programs.dissect, [batch], 1)
    for (const reduction of reductions) {
      const program = memory.reductions.get(reduction)
      if (program) this.#run(program, [batch], 1)
    }
    return {
      dissections: places.map(({ buffer, offset, length }) =>
        memory.view(buffer).slice(offset, offset + length),
      ),
      dissectedMetrics: memory.view('metrics').slice(batch.slot, batch.slot + METRIC.width),
    }
  }

  #gather(name: 'parameters' | 'state'): Float32Array<ArrayBuffer> {
    const { replicas, sizes } = this.#plan
    const values = new Float32Array(replicas * sizes[name])
    for (let replica = 0; replica < replicas; replica++) {
      values.set(this.#memory.view(name, replica), replica * sizes[name])
    }
    return values
  }
}
