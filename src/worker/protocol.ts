/** What page and worker say to each other. Types only; both sides import this file. */
import type { Examples } from '../model/dataset'
import type { Experiment } from '../model/experiment'

/** The worker's verbs, called through comlink. Each rejects with an `Error` fit to be shown. */
export interface SessionApi {
  /**
   * Takes on an experiment. Where the new plan has no room for the old parameters, `continue`
   * restarts.
   */
  load(experiment: Experiment, options: LoadOptions): Promise<Loaded>
  play(): Promise<void>
  pause(): Promise<void>
  /** Pauses, then makes `count` updates, or finishes `count` epochs. */
  step(count: number, unit: 'step' | 'epoch'): Promise<void>
  /** Back to the initial parameters of the seed. */
  reset(): Promise<void>
  /** Back to the last state kept before the run diverged. */
  goBack(): Promise<void>
  /** What frames carry from now on. */
  observe(probes: readonly ProbeRequest[]): Promise<void>
  /** Updates per second to aim at; 0 means as many as possible. */
  setSpeed(stepsPerSecond: number): Promise<void>
  writeParameter(name: string, index: number, value: number): Promise<void>
  state(): Promise<RunState>
  history(): Promise<HistoryEntry[]>
  parameters(): Promise<NamedArray[]>
  gradients(): Promise<NamedArray[]>
}

export interface LoadOptions {
  readonly backend: 'auto' | 'webgpu' | 'wasm'
  readonly how: LoadMode
}

/**
 * `continue`: parameters, optimizer state and position are kept. `restart`: training starts again
 * from the seed, and goes on if it was playing. `open`: another document, paused at step 0.
 */
export type LoadMode = 'continue' | 'restart' | 'open'

/** What the page needs to know of a loaded experiment in order to draw it. */
export interface Loaded {
  readonly backend: BackendInfo
  /** Whether training went on from where it stood. */
  readonly continued: boolean
  readonly columns: readonly {
    readonly label: string
    readonly unit: string
    readonly centre: number
    readonly scale: number
  }[]
  readonly classes: readonly string[]
  readonly train: Examples
  readonly test: Examples
  readonly targetWidth: number
  readonly inputs: readonly {
    readonly label: string
    readonly mean: number
    readonly deviation: number
  }[]
  readonly layers: readonly LayerInfo[]
  readonly parameters: readonly ParameterInfo[]
  readonly stepsPerEpoch: number
}

export interface BackendInfo {
  readonly backend: 'webgpu' | 'wasm'
  readonly adapter: string
  /** Why this one, in a sentence. */
  readonly reason: string
}

export interface LayerInfo {
  /** `layers/0`, …, `output`: where parameters and probes find it. */
  readonly name: string
  readonly kind: 'dense'
  readonly inputs: number
  readonly units: number
  readonly activation: string
}

export interface ParameterInfo {
  readonly name: string
  readonly shape: readonly number[]
  /** First float in a frame's `parameters`. */
  readonly offset: number
}

export interface NamedArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: number[]
}

/**
 * A layer's values at many points: `tensor` is `layers/K/output`, `output/output` (activations) or
 * the same with `preActivation`. `plane`: resolution² cells of −6…6 squared, row by row from the
 * top (y = 6), cell centres. `line`: resolution points from −6 to 6, ends included. `train` and
 * `test`: every example. `point`: the one point given in raw columns. On the plane of data with more
 * than two columns the others stand at their mean over the training set.
 */
export interface ProbeRequest {
  readonly tensor: string
  readonly over: 'plane' | 'line' | 'train' | 'test' | 'point'
  readonly resolution?: number
  readonly point?: readonly number[]
}

export type RunStatus = 'paused' | 'playing' | 'diverged'

export interface RunState {
  readonly status: RunStatus
  readonly step: number
  readonly epoch: number
  readonly trainLoss: number
  /** Absent without a test set. */
  readonly testLoss?: number | undefined
  readonly trainAccuracy?: number | undefined
  readonly testAccuracy?: number | undefined
  readonly backend: 'webgpu' | 'wasm'
  readonly adapter: string
  /** Updates per second over the last second of playing; 0 while paused. */
  readonly stepsPerSecond: number
  readonly learningRate: number
  /** The step at which settings or weights were last changed by hand: the link no longer tells all. */
  readonly editedAt?: number | undefined
  /** Why the run paused by itself, for people. */
  readonly stopped?: string | undefined
  readonly divergence?: Divergence | undefined
}

export interface Divergence {
  /** The first step at which the loss was seen out of bounds. */
  readonly step: number
  readonly loss: number
  /** The likely cause and what to try, in a sentence. */
  readonly cause: string
  /** The step that `goBack` restores. */
  readonly before: number
  /** Whether the loss is still a number within bounds, so that playing on is allowed. */
  readonly finite: boolean
}

export interface HistoryEntry {
  readonly step: number
  readonly trainLoss: number
  readonly testLoss?: number | undefined
  readonly trainAccuracy?: number | undefined
  readonly testAccuracy?: number | undefined
}

/**
 * What to draw: newest wins, at most one on its way. Posted with its buffers transferred.
 */
export interface Frame {
  readonly kind: 'frame'
  /** Counts loads and resets, so that a late frame of an earlier run is recognised. */
  readonly run: number
  readonly state: RunState
  /** Evaluations since the last frame. */
  readonly history: readonly HistoryEntry[]
  readonly parameters: Float32Array<ArrayBuffer>
  /** Keyed by `probeKey`: [points, units]. */
  readonly probes: Readonly<Record<string, Float32Array<ArrayBuffer>>>
}

export function probeKey({ tensor, over, resolution = 0, point = [] }: ProbeRequest): string {
  return `${tensor} ${over} ${resolution} ${point.join()}`
}

/** What the worker posts besides comlink's own messages. */
export type WorkerMessage =
  | Frame
  /** The device was lost or failed; the session went on with another backend. */
  | { readonly kind: 'backend'; readonly info: BackendInfo }
  | { readonly kind: 'error'; readonly message: string }
