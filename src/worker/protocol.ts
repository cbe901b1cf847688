/** What page and worker say to each other. Types only; both sides import this file. */
import type { PretrainingProgress } from '../engine/pretrain'
import type { ActivationName } from '../model/activations'
import type { Examples } from '../model/dataset'
import type { Experiment, LayerKind } from '../model/experiment'
import type { ImageShape, Shape } from '../model/shapes'
import type { ReductionKind } from '../plan/summary'

/** The worker's verbs, called through comlink. Each rejects with an `Error` fit to be shown. */
export interface SessionApi {
  /**
   * Takes on an experiment. Where the new plan has no room for the old parameters, `continue`
   * restarts.
   */
  load(experiment: Experiment, options: LoadOptions): Promise<LoadedNews>
  /** Ends pre-training; the load that waits for it rejects, and what was loaded before stays. */
  abandon(): Promise<void>
  play(): Promise<void>
  pause(): Promise<void>
  /**
   * Pauses, then makes `count` updates, or finishes `count` epochs. In the past, where they are the
   * updates that were made before, what came later stays part of the run; `play` forgets it.
   */
  step(count: number, unit: 'step' | 'epoch'): Promise<void>
  /** Back to the initial parameters of the seed. */
  reset(): Promise<void>
  /** Back to the last state kept before the run diverged. */
  goBack(): Promise<void>
  /**
   * Pauses and goes to a step, back or forward. Kept states are restored; between them the run is
   * trained again, which gives the same bits on WebAssembly. Where settings or weights were changed
   * by hand in between, the nearest kept state before it must do, or the next one on the way forward.
   *
   * @param passing whether another step will be asked for soon: losses may then be those of an
   *   earlier record where measuring them takes long
   */
  seek(step: number, passing?: boolean): Promise<void>
  /** States at these steps are kept as long as the run, such as those of bookmarks. */
  pin(steps: readonly number[]): Promise<void>
  /** What frames carry from now on. Of a variant: 0 is the document's own run, 1 the first variant. */
  observe(probes: readonly ProbeRequest[], variant?: number): Promise<void>
  /**
   * Takes updates of the past apart, at kept steps that training with the settings of now led on
   * from; others have no answer, nor has what is left when training goes on meanwhile.
   *
   * @param probes about `batch`
   */
  lookBack(
    probes: readonly ProbeRequest[],
    steps: readonly number[],
    variant?: number,
  ): Promise<PastLook[]>
  /** Updates per second to aim at; 0 means as many as possible. */
  setSpeed(stepsPerSecond: number): Promise<void>
  writeParameter(name: string, index: number, value: number, variant?: number): Promise<void>
  state(variant?: number): Promise<RunState>
  history(variant?: number): Promise<readonly HistoryEntry[]>
  parameters(variant?: number): Promise<NamedArray[]>
  gradients(variant?: number): Promise<NamedArray[]>
}

export interface LoadOptions {
  readonly backend: 'auto' | 'webgpu' | 'wasm'
  readonly how: LoadMode
  /** Experiments that train beside it in lock-step, on the same data. */
  readonly variants?: readonly Experiment[]
  /** To `continue`: for each variant, which of those before it was; see `matchVariants`. */
  readonly matches?: readonly number[]
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
  /** Of one example as the first layer gets it; of images, rows × columns × channels. */
  readonly inputShape: Shape
  /** Of images: that of the raw examples too. */
  readonly imageShape?: ImageShape | undefined
  readonly inputs: readonly {
    readonly label: string
    readonly mean: number
    readonly deviation: number
  }[]
  readonly layers: readonly LayerInfo[]
  readonly parameters: readonly ParameterInfo[]
  readonly stepsPerEpoch: number
  readonly variants: readonly LoadedVariant[]
}

/** Examples only where they changed since the last load: those of images are many megabytes. */
export type LoadedNews = Omit<Loaded, 'train' | 'test'> & Partial<Pick<Loaded, 'train' | 'test'>>

/** What of a variant differs from the run that it trains beside. */
export type LoadedVariant = Pick<
  Loaded,
  'inputShape' | 'inputs' | 'layers' | 'parameters' | 'stepsPerEpoch' | 'targetWidth'
> & { readonly experiment: Experiment }

export interface BackendInfo {
  readonly backend: 'webgpu' | 'wasm'
  readonly adapter: string
  /** Why this one, in a sentence. */
  readonly reason: string
}

export interface LayerInfo {
  /**
   * `layers/0`, …, `output`: where parameters and probes find it; within a block
   * `layers/0/layers/0`, … and `layers/0/projection`.
   */
  readonly name: string
  readonly kind: LayerKind
  /** Of one example, before and after the layer. */
  readonly inputShape: Shape
  readonly shape: Shape
  readonly activation: ActivationName
  /** Of a residual block: its layers, then its projection if it has one. */
  readonly layers?: readonly LayerInfo[] | undefined
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
 * A layer's values at one or many points.
 *
 * `tensor`: a layer's name and `/output`, `/preActivation`, `/delta` (the derivative by the
 * pre-activation, see `of`) or `/index` (of max pooling: which pixel won); `inputs/output`, the
 * numbers that enter the network; or `inputs/delta`, the derivative by those.
 *
 * `over` says which points. `plane`: resolution² cells of −6…6 squared, row by row from the top
 * (y = 6), cell centres; on data with more than two columns the others stand at their mean over the
 * training set. `line`: resolution points from −6 to 6, ends included. `train` and `test`: every
 * example, or the one of index `example`. `point`: the one point given in raw columns, or pixels.
 *
 * `batch` asks about the next update as training will make it: its batch, with dropout and
 * augmentation, the deltas of the batch's mean loss (so each row's has the factor 1/rows), and what
 * the optimizer will do. Beside the tensors above there are then
 * - `inputs/targets` [rows, outputs],
 * - a parameter's name and `/value`, `/gradient` (∂L/∂w, before clipping and regularization),
 *   `/update` (what will be added to it), `/state/K` (slot K of the optimizer before the update) or
 *   `/nextState/K` (after it), each of the parameter's shape,
 * - `batch/examples`: which training examples it takes, by index,
 * - `batch/metrics`: loss of the batch, examples classified correctly, gradient norm (where clipping
 *   asks for it), learning rate, and Adam’s corrections 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ), else 1.
 *
 * `lastBatch` asks about the update that was made last: of a parameter `/update`, what was added to
 * it. There is no answer at step 0, after a weight was set by hand, and in the past where other
 * settings led to that step.
 */
export interface ProbeRequest {
  readonly tensor: string
  readonly over: 'plane' | 'line' | 'train' | 'test' | 'point' | 'batch' | 'lastBatch'
  readonly resolution?: number
  readonly point?: readonly number[]
  readonly example?: number
  /**
   * Of images: all pixels moved by that many columns and rows; what comes in is 0. Of a large set
   * only the first examples are moved, as many as there is room for.
   */
  readonly shift?: readonly [columns: number, rows: number]
  /**
   * Of one image: many copies of it, each with another square of `size` pixels greyed (mean of the
   * training images), at every `stride`-th place, row by row; squares at the edge are cut.
   */
  readonly occlude?: { readonly size: number; readonly stride: number }
  /**
   * For `delta`: what is derived. `loss`, the default: the loss of the example against its target, or
   * against class `target`. `score`: the output's pre-activation of class `target`.
   */
  readonly of?: 'loss' | 'score'
  readonly target?: number
  /**
   * Over `batch`: a few numbers in place of the tensor, computed on the device; see plan/summary.ts.
   * `summary`: [SUMMARY.width], of a layer's output, pre-activation or delta, or a parameter's
   * value, gradient or update. `units`: [units, UNIT_SUMMARY.width], of those of layers.
   */
  readonly reduce?: ReductionKind
  /**
   * Over `batch`: the one example of this row, in place of all; of a batch that has fewer its last.
   * Only that much is copied. Of layers, inputs and targets.
   */
  readonly row?: number
}

/** What was asked about the update made at a step of the past. */
export interface PastLook {
  readonly step: number
  readonly probes: Frame['probes']
}

export type RunStatus = 'paused' | 'playing' | 'diverged'

export interface RunState {
  readonly status: RunStatus
  readonly step: number
  readonly epoch: number
  /**
   * The step at which the losses and accuracies were measured: `step` itself while paused; while
   * playing, where measuring takes long, an earlier one.
   */
  readonly measuredAt: number
  readonly trainLoss: number
  /** Absent without a test set. */
  readonly testLoss?: number | undefined
  readonly trainAccuracy?: number | undefined
  readonly testAccuracy?: number | undefined
  readonly backend: 'webgpu' | 'wasm'
  readonly adapter: string
  /** The last step that the run has reached; beyond `step` after going back on the time line. */
  readonly lastStep: number
  /** The step that it is being trained up to, on its way along the time line. */
  readonly seeking?: number | undefined
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
  /** One to try. */
  readonly learningRate: number
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
  /** Keyed by `probeKey`: [points, size of the layer's shape]. */
  readonly probes: Readonly<Record<string, Float32Array<ArrayBuffer>>>
  /** Of the runs beside it, in order, at the same step; one that diverged stays where it did. */
  readonly variants: readonly VariantFrame[]
  /** Where it changed since the last frame. */
  readonly timeline?: Timeline | undefined
  /** Where it happened since the last frame. */
  readonly forgotten?: Forgotten | undefined
}

export type VariantFrame = Pick<Frame, 'state' | 'history' | 'parameters' | 'probes'>

/** Steps that are no longer part of the run, as it goes on from one before them. */
export interface Forgotten {
  /** The step that it goes on from. */
  readonly after: number
  /** The last step that it had reached. */
  readonly last: number
  /** What it goes on with otherwise than before; null where the same steps are made again. */
  readonly differs: Difference | null
}

export type Difference = 'settings' | 'weights'

/** The states that are kept to go back to. */
export interface Timeline {
  /** Ascending. */
  readonly steps: readonly number[]
  /** Steps after which settings or weights were changed by hand. */
  readonly edits: readonly number[]
  /** Where the run diverged, which stays a part of it until it is trained otherwise. */
  readonly divergedAt?: number | undefined
  /** What the states take, of all runs together, and may take. */
  readonly bytes: number
  readonly budgetBytes: number
}

export function probeKey({
  tensor,
  of = 'loss',
  target = -1,
  reduce,
  row,
  ...points
}: ProbeRequest): string {
  const derived = tensor.endsWith('/delta') ? ` ${of} ${target}` : ''
  const part = reduce ? ` ${reduce}` : row === undefined ? '' : ` row ${row}`
  return `${tensor}${derived}${part} ${pointsKey(points)}`
}

/** The same for requests about the same points. */
export function pointsKey({
  over,
  resolution = 0,
  point = [],
  example = -1,
  shift = [0, 0],
  occlude,
}: Omit<ProbeRequest, 'tensor' | 'reduce' | 'row'>): string {
  const squares = occlude ? `${occlude.size}/${occlude.stride}` : ''
  return `${over} ${resolution} ${example} ${shift.join()} ${squares} ${point.join()}`
}

/** What the worker posts besides comlink's own messages. */
export type WorkerMessage =
  | Frame
  /** The device was lost or failed; the session went on with another backend. */
  | { readonly kind: 'backend'; readonly info: BackendInfo }
  | { readonly kind: 'error'; readonly message: string }
  /** So many bytes of a data file have come. */
  | { readonly kind: 'download'; readonly download: Download }
  /** Pre-training goes on, and takes long. */
  | { readonly kind: 'pretraining'; readonly pretraining: PretrainingProgress }

/** What the page posts besides comlink's own messages. */
export type PageMessage = 'frameTaken' | 'abandonDownload'

export interface Download {
  readonly file: string
  readonly bytes: number
}
