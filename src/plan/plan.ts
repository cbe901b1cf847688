import type { ActivationName } from '../model/activations'
import type { InitializerSettings, LayerKind } from '../model/experiment'
import type { ParameterRole } from '../model/layers'
import type { LossName } from '../model/losses'
import type { OptimizerName } from '../model/optimizers'
import type { Shape } from '../model/shapes'
import type { ImageOp } from './image-ops'
import type { ReductionKind } from './summary'

/**
 * A plan is what an experiment compiles to: tensors at fixed offsets of a few flat float32 buffers,
 * and programs, lists of ops on them. Both backends run the same plan on the same layout.
 */
export interface Plan {
  /** Networks trained side by side, each with its own copy of every buffer but `data`. */
  readonly replicas: number
  /** Floats per replica; `data` is shared by all replicas. */
  readonly sizes: Readonly<Record<BufferName, number>>
  /** All that is laid out in the buffers, for people who read a plan. */
  readonly tensors: readonly Tensor[]
  /** Labels of the numbers that enter the network; of images, one for each pixel. */
  readonly inputs: readonly string[]
  /** Shape of one example as the first layer gets it. */
  readonly inputShape: Shape
  /** Those numbers as the programs on whole sets leave them: [evaluationRows, …inputShape]. */
  readonly input: Tensor
  /** ∂L/∂x or ∂z/∂x, as the programs `lossDelta` and `scoreDelta` leave it, likewise. */
  readonly inputDelta: Tensor
  readonly layers: readonly PlanLayer[]
  /** In plan order: layer by layer, weight before bias, back to back from offset 0. */
  readonly parameters: readonly Parameter[]
  readonly loss: LossName
  readonly outputs: number
  readonly classes: readonly string[]
  readonly batch: {
    readonly size: number
    readonly order: 'shuffled' | 'sequential' | 'tensorflowPlayground'
    readonly perEpoch: number
  }
  readonly sets: { readonly train: ExampleSet; readonly test: ExampleSet }
  /**
   * Free rows in `data` for points that probes ask about: offsets of inputs [rows, inputs] and of
   * targets [rows, outputs].
   */
  readonly probe: { readonly inputs: number; readonly targets: number; readonly rows: number }
  /** Rows that `evaluate`, `forward` and `gradient` take at a time. */
  readonly evaluationRows: number
  /** Entries of the metrics ring: step k writes entry k mod `ringSize`, see `METRIC`. */
  readonly ringSize: number
  readonly programs: Readonly<Record<ProgramName, readonly Op[]>>
  readonly optimizer: OptimizerOp
  readonly dissection: Dissection
}

/** What the program `dissect` leaves behind of one update. */
export interface Dissection {
  /** As the first layer gets it, augmented: [batch size, …inputShape]. */
  readonly input: Tensor
  /** [batch size, outputs] */
  readonly targets: Tensor
  /** Their tensors are those of the batch, [batch size, …], as training computes them. */
  readonly layers: readonly PlanLayer[]
  /** By how much each parameter changes: [parameters]. */
  readonly update: Tensor
  /** The optimizer's slots after the update: [slots, parameters]. */
  readonly state: Tensor
  /** Every reduction that a probe may ask for, each with a place of its own for its result. */
  readonly reductions: readonly Reduction[]
}

/** A tensor of the dissection in a few numbers; see `summary.ts` for what they are. */
export interface Reduction {
  readonly source: Tensor
  readonly kind: ReductionKind
  readonly op: SummaryOp | UnitSummaryOp
  /** `summary`: [SUMMARY.width]. `units`: [units, UNIT_SUMMARY.width]. */
  readonly result: Tensor
}

export type BufferName =
  | 'parameters'
  | 'gradients'
  /** The optimizer's slots, each as long as the parameters. */
  | 'state'
  | 'activations'
  /** Encoded examples of both sets, and the mask of parameters that regularization touches. */
  | 'data'
  | 'metrics'

/**
 * `train`: one update. `gradient`: forward and backward over a chunk of the training set, gradients
 * accumulate over chunks. `evaluate`: forward and loss over a chunk, sums accumulate over chunks.
 * `forward`: no targets; leaves every layer's outputs in place.
 *
 * Two more run forward and back down to the inputs, and leave every layer's delta in place, of the
 * network as it is used (running statistics, no dropout): `lossDelta` from the loss of each row
 * (`Batch.scale` is 1, so that rows do not share it), `scoreDelta` from Σ targets·z of the output
 * layer, so that one-hot targets name the class whose score is derived.
 *
 * `dissect` is one update taken apart: it trains on a batch exactly as `train` does, keeps what that
 * changed (see `Dissection`), and puts parameters and optimizer state back as they were.
 */
export const PROGRAM_NAMES = [
  'train',
  'gradient',
  'evaluate',
  'forward',
  'lossDelta',
  'scoreDelta',
  'dissect',
] as const

export type ProgramName = (typeof PROGRAM_NAMES)[number]

export interface Tensor {
  /** A path such as `layers/2/output`, `output/weight`, `batch/inputs`. */
  readonly name: string
  readonly buffer: BufferName
  /** In floats from the start of the replica's part of the buffer. */
  readonly offset: number
  readonly shape: readonly number[]
}

export interface Parameter extends Tensor {
  readonly buffer: 'parameters'
  readonly role: ParameterRole
  readonly fanIn: number
  readonly fanOut: number
  /** Of weights. */
  readonly initializer?: InitializerSettings | undefined
}

/** One layer as views and the inspector know it; the last one is the output layer. */
export interface PlanLayer {
  /** `layers/0`, …, `output`; within a block `layers/0/layers/0`, … and `layers/0/projection`. */
  readonly name: string
  readonly kind: LayerKind
  /** Of one example, before and after the layer. */
  readonly inputShape: Shape
  readonly shape: Shape
  readonly activation: ActivationName
  /**
   * The tensors that the `forward` program leaves behind: [evaluationRows, size of the shape]. Where
   * a layer has no activation of its own, both are the same.
   */
  readonly preActivation: Tensor
  readonly output: Tensor
  /**
   * As `lossDelta` and `scoreDelta` leave it: the derivative by the pre-activation. Training makes
   * none where it needs none, which is of a layer that hands on the inputs as they are.
   */
  readonly delta?: Tensor | undefined
  /** Of max pooling: which pixel of the image won, row by row; see `MaxPool2dOp`. */
  readonly index?: Tensor | undefined
  /** Of a residual block: its layers, then its projection if it has one. */
  readonly layers?: readonly PlanLayer[] | undefined
}

export interface ExampleSet {
  readonly count: number
  /** Offsets into `data`: inputs [count, inputs], targets [count, outputs]. */
  readonly inputs: number
  readonly targets: number
}

/**
 * The ops of programs. Offsets are in floats; the tensors' buffers are fixed by the op, as said at
 * each field. `rows` is the leading dimension of the program's activations; rows beyond the valid
 * ones of a batch (see `Batch`) take no part in any result.
 */
export type Op =
  | GatherOp
  | DenseOp
  | LossOp
  | DenseWeightGradientOp
  | DenseInputGradientOp
  | GradientNormOp
  | OptimizerOp
  | SetAsideOp
  | TakeBackOp
  | SummaryOp
  | UnitSummaryOp
  | ImageOp

export type OpKind = Op['kind']

/**
 * Copies the batch's examples out of `data`: row r takes stream position `start + r` of the batch,
 * mapped to an index as `Batch.order` says.
 */
export interface GatherOp {
  readonly kind: 'gather'
  readonly rows: number
  /** activations [rows, inputs] */
  readonly inputs: number
  readonly inputWidth: number
  /** activations [rows, outputs]; width 0 where the program has no targets. */
  readonly targets: number
  readonly targetWidth: number
}

/** z = x·W + b, a = σ(z). */
export interface DenseOp {
  readonly kind: 'dense'
  readonly rows: number
  readonly inputWidth: number
  readonly units: number
  /** activations [rows, inputWidth] */
  readonly x: number
  /** parameters [inputWidth, units] */
  readonly weight: number
  /** parameters [units] */
  readonly bias: number
  /** activations [rows, units] */
  readonly z: number
  /** activations [rows, units] */
  readonly a: number
  readonly activation: ActivationName
}

/**
 * Loss of each row and, where `delta` is wanted, its gradient through the output's activation:
 * δ = ∂L/∂a ⊙ σ′(z), with L the mean over valid rows (times `Batch.scale`, which is 1/rows).
 * Writes Σ loss·scale to `metrics[Batch.slot]` and the number of correctly classified rows to
 * `metrics[Batch.slot + 1]` (added to what is there if `Batch.accumulate`). Elementwise losses are
 * means over the outputs too. A row is correct when the arg-max of its outputs (one output: its
 * side of the decision) matches its target; regressions write 0.
 */
export interface LossOp {
  readonly kind: 'loss'
  readonly loss: LossName
  readonly rows: number
  readonly outputs: number
  /** activations [rows, outputs] */
  readonly z: number
  readonly a: number
  readonly targets: number
  /** activations [rows, outputs]; not written where `backward` is 0. */
  readonly delta: number
  readonly backward: 0 | 1
  readonly activation: ActivationName
  /** A single output's target above this means the second class; its output above 0 predicts it. */
  readonly targetThreshold: number
  readonly classification: 0 | 1
}

/** ∂L/∂W = xᵀ·δ and ∂L/∂b = Σ δ, added to what is there if `Batch.accumulate`. */
export interface DenseWeightGradientOp {
  readonly kind: 'denseWeightGradient'
  readonly rows: number
  readonly inputWidth: number
  readonly units: number
  /** activations */
  readonly x: number
  readonly delta: number
  /** gradients, at the parameter's own offsets */
  readonly weight: number
  readonly bias: number
}

/** δ of the layer below: (δ·Wᵀ) ⊙ σ′(z), with σ and z of the layer below. */
export interface DenseInputGradientOp {
  readonly kind: 'denseInputGradient'
  readonly rows: number
  /** Units of the layer below. */
  readonly inputWidth: number
  readonly units: number
  /** activations [rows, units] */
  readonly delta: number
  /** parameters [inputWidth, units] */
  readonly weight: number
  /** activations [rows, inputWidth] */
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/** ‖g‖₂ over all gradients after clipping by value, to `metrics[Batch.slot + 2]`. */
export interface GradientNormOp {
  readonly kind: 'gradientNorm'
  readonly count: number
  /** Bound on each |g|; 0 means none. */
  readonly clipValue: number
}

/**
 * One update of the flat parameter vector. In order: clip by value; scale by
 * min(1, clipNorm / ‖g‖) with the norm of the op before; g += l2·w + l1·sign(w) where the mask is 1
 * (weights, not biases); then the rule of the optimizer. `data[mask + i]` is 1 or 0, or −1 for what
 * no optimizer touches (running statistics).
 */
export interface OptimizerOp {
  readonly kind: 'optimizer'
  readonly optimizer: OptimizerName
  readonly count: number
  readonly mask: number
  readonly l1: number
  readonly l2: number
  readonly clipValue: number
  readonly clipNorm: number
  /** The optimizer's settings in the order of its catalogue entry, padded with 0. */
  readonly settings: readonly [number, number, number, number]
}

/** Copies parameters and optimizer state to where `takeBack` finds them. */
export interface SetAsideOp {
  readonly kind: 'setAside'
  /** Parameters, and floats of optimizer state. */
  readonly count: number
  readonly stateCount: number
  /** activations [count] and [stateCount] */
  readonly parameters: number
  readonly state: number
}

/**
 * Undoes an update and keeps what it did: update = parameters − those set aside, nextState = state;
 * then both are as they were set aside, bit for bit.
 */
export interface TakeBackOp extends Omit<SetAsideOp, 'kind'> {
  readonly kind: 'takeBack'
  /** activations [count] */
  readonly update: number
  /** activations [stateCount] */
  readonly nextState: number
}

/** What reductions read. */
export const REDUCED_BUFFERS = ['activations', 'gradients', 'parameters'] as const

/** Where a reduction reads: `rows` × `width` floats from `x` on; valid rows as the batch says. */
interface Reduced {
  readonly source: (typeof REDUCED_BUFFERS)[number]
  /** Of a tensor of the batch; 1 for parameters, whatever the batch says. */
  readonly rows: number
  readonly width: number
  readonly x: number
  /** Whose slope counts as flat; `identity` where the tensor is not a pre-activation. */
  readonly activation: ActivationName
  /** activations */
  readonly result: number
}

/** The numbers of `SUMMARY` over all entries. */
export interface SummaryOp extends Reduced {
  readonly kind: 'summary'
}

/** The numbers of `UNIT_SUMMARY` for each unit, which is the last dimension: a column, or a map. */
export interface UnitSummaryOp extends Reduced {
  readonly kind: 'unitSummary'
  /** Divides `width`. */
  readonly units: number
}

/** Offsets inside one entry of the metrics ring, which is `METRIC.width` floats. */
export const METRIC = { loss: 0, correct: 1, gradientNorm: 2, width: 4 } as const

/** The metrics buffer after the ring: one entry each for the evaluation of both sets. */
export const EVALUATION_SLOTS = ['train', 'test'] as const

/**
 * What differs from run to run of a program: which examples, and the hyperparameters of the step.
 * TypeScript computes it once, in float64, for both backends.
 */
export interface Batch {
  /** Updates completed before this one. */
  readonly step: number
  /** First position in the stream of examples: within the epoch, or since the start of training. */
  readonly start: number
  /** Valid rows. */
  readonly rows: number
  /** Examples in the set; positions are mapped to 0…count−1. */
  readonly count: number
  /** 0: index = position; 1: permuted with `key`; 2: position mod count. */
  readonly order: 0 | 1 | 2
  readonly key: number
  /** Offsets of the set in `data`. */
  readonly inputs: number
  readonly targets: number
  /** 1 / rows for a training step; 1 / count for chunks of a whole set. */
  readonly scale: number
  /** Offset of the metrics entry to write. */
  readonly slot: number
  readonly accumulate: 0 | 1
  readonly learningRate: number
  /** 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ) of Adam and AdamW, t counting from 1; else 1. */
  readonly correction1: number
  readonly correction2: number
  /** A number of the step, from which dropout and augmentation draw. */
  readonly noise: number
}
