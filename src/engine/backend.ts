/**
 * The contract of a backend. Two exist, `webgpu/` and `wasm/`; one conformance suite runs over both.
 *
 * Commands (`train`, `write`, `restore`, `remember`) are queued and return at once; they take effect
 * in order.
 * Questions (`observe`, `snapshot`, `gradients`) are queued at the point where they are asked and
 * answer for the state at that point, however much training is queued after them. Nothing ever
 * waits for the device inside the training loop.
 */
import type { Batch, Plan, Reduction, Tensor } from '../plan/plan'

export type BackendName = 'webgpu' | 'wasm'

export interface Backend {
  readonly name: BackendName
  /** What runs it, for people: "Apple M2", "SwiftShader", "SIMD, one thread". */
  readonly adapter: string
  /**
   * Allocates once for a plan and starts from the given state. Rejects with `EngineError` when the
   * plan does not fit the device.
   */
  load(plan: Plan, data: Float32Array<ArrayBuffer>, state: ParameterState): Promise<Engine>
  dispose(): void
}

/** All that training changes, `replicas` copies one after the other; plain float32 on any backend. */
export interface ParameterState {
  /** [replicas, parameters] */
  readonly parameters: Float32Array<ArrayBuffer>
  /** [replicas, slots, parameters] */
  readonly optimizer: Float32Array<ArrayBuffer>
}

export interface Engine {
  /** The most batches that one `train` call takes. */
  readonly mostBatches: number
  /** Queues one update per batch, in order. */
  train(batches: readonly Batch[]): void
  /** Resolves when little enough is queued that more is worth queueing; at once on WebAssembly. */
  ready(): Promise<void>
  observe(request: ObservationRequest): Promise<Observation>
  /** Everything that `restore` needs, as of now. */
  snapshot(): Promise<ParameterState>
  restore(state: ParameterState): void
  /** Keeps the parameters of replica 0 as they are now, in place of those kept before. */
  remember(): void
  /** Overwrites part of a buffer of replica 0: an edited weight, points for a probe. */
  write(buffer: 'parameters' | 'data', offset: number, values: Float32Array<ArrayBuffer>): void
  /** Gradient of the training loss over the whole training set at the current parameters. */
  gradients(): Promise<Float32Array<ArrayBuffer>>
  /** Calls into the device's queue so far (submits, writes, maps), and dispatches; 0 on a CPU. */
  readonly calls: { readonly queue: number; readonly dispatches: number }
  dispose(): void
}

export interface ObservationRequest {
  /** Whether to compute loss and accuracy over both sets. */
  readonly evaluate: boolean
  /** Ring entries wanted: the metrics of the steps from..to−1; at most `ringSize`, none if equal. */
  readonly metrics: { readonly from: number; readonly to: number }
  /** Tensors of layers at points; probes of the same points and program share one pass. */
  readonly probes: readonly PointProbe[]
  /** Whether to copy out the parameters. */
  readonly parameters: boolean
  /** Whether to copy out those last kept by `remember`, if it was ever called. */
  readonly remembered?: boolean | undefined
  /** The update to take apart, where `dissections` ask about it. */
  readonly dissect?: Batch | undefined
  /**
   * What they ask: a tensor of the plan's `dissection` (of the batch its valid rows), of
   * `gradients`, `parameters` or `state`, a part of either, one row of a tensor of the batch, or the
   * result of one of its `reductions`.
   */
  readonly dissections?: readonly Dissected[] | undefined
}

export type Dissected = Tensor | Reduction | BatchRow

/** One example's part of a tensor of the batch; of a batch that has fewer rows its last one's. */
export interface BatchRow {
  readonly tensor: Tensor
  readonly row: number
}

/** One tensor that a program leaves behind over `count` rows of network inputs. */
export interface PointProbe {
  readonly tensor: Tensor
  readonly program: 'forward' | 'lossDelta' | 'scoreDelta'
  /** Offset into `data` of inputs [count, inputs]: an example set, or rows of the plan's `probe`. */
  readonly inputs: number
  /** Likewise of targets [count, outputs]; not read by `forward`. */
  readonly targets: number
  readonly count: number
}

/** Of replica 0. */
export interface Observation {
  readonly evaluation?: Readonly<Record<'train' | 'test', SetMetrics>> | undefined
  /** [to − from, METRIC.width] */
  readonly metrics: Float32Array<ArrayBuffer>
  /** [count, width of the tensor] for each probe, in the order asked. */
  readonly probes: readonly Float32Array<ArrayBuffer>[]
  /** Likewise of `dissections`. */
  readonly dissections: readonly Float32Array<ArrayBuffer>[]
  /** The metrics entry of the update taken apart: [METRIC.width]. */
  readonly dissectedMetrics?: Float32Array<ArrayBuffer> | undefined
  readonly parameters?: Float32Array<ArrayBuffer> | undefined
  readonly remembered?: Float32Array<ArrayBuffer> | undefined
}

export interface SetMetrics {
  /** Mean over the set; NaN for an empty set. */
  readonly loss: number
  /** Correctly classified examples; 0 for a regression. */
  readonly correct: number
}

/** A failure that a visitor should read: what is wrong and what to do. */
export class EngineError extends Error {
  readonly kind: 'tooLarge' | 'deviceLost' | 'unavailable'

  constructor(kind: EngineError['kind'], message: string) {
    super(message)
    this.name = 'EngineError'
    this.kind = kind
  }
}
