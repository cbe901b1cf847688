import type { ActivationName } from './activations'
import type { BundledName } from './bundled'
import type { GeneratorName } from './datasets'
import type { FeatureName } from './features'
import type { InitializerName } from './initializers'
import type { LossName } from './losses'
import type { OptimizerName } from './optimizers'
import type { ScheduleName } from './schedules'
import type { ImageShape } from './shapes'
import type { Variant } from './variants'
import type { WindowSettings } from './window'

/** The version this code writes. Older ones are migrated, newer ones refused with a message. */
export const FORMAT = 'glassnet/1'

export const LIMITS = {
  hiddenLayers: 24,
  /** Layers within one residual block. */
  blockLayers: 8,
  units: 128,
  filters: 32,
  kernel: 7,
  stride: 4,
  dilation: 3,
  padding: 12,
  classes: 10,
  examples: { min: 20, max: 5000 },
  tableRows: 5000,
  tableColumns: 64,
  /** Height and width of the images of a table; one to three channels. */
  imageSide: 64,
  batchSize: 5000,
  learningRate: 1000,
  pretrainingSteps: 100_000,
  bookmarks: 40,
} as const

export type Task = 'classification' | 'regression'

/**
 * The single source of truth: the URL holds it, undo walks it, a lesson patches it, a test runs it.
 * This is its complete form; a document may leave out whatever has a default (`parse` fills it in,
 * `compact` takes it out again). docs/experiment-format.md describes every field.
 */
export interface Experiment {
  readonly format: typeof FORMAT
  readonly title: string
  readonly task: Task
  /** Whole numbers below 2³². `data` fixes examples, noise and split, `weights` all the rest. */
  readonly seed: { readonly data: number; readonly weights: number }
  readonly data: Data
  /** Functions of the plane or line that feed the network; empty where `data` has other columns. */
  readonly features: readonly FeatureName[]
  /**
   * Whether inputs are shifted and scaled to mean 0 and deviation 1 over the training set: each
   * column by itself, the pixels of images all together.
   */
  readonly standardize: boolean
  readonly augmentation: Augmentation
  /** The hidden layers; the output layer follows from task, data and loss. */
  readonly layers: readonly Layer[]
  readonly loss: LossName
  readonly optimizer: OptimizerSettings
  readonly schedule: ScheduleSettings
  readonly regularization: { readonly l1: number; readonly l2: number }
  /** Bounds on the gradient of the loss before regularization; 0 means no bound. */
  readonly clipping: { readonly norm: number; readonly value: number }
  readonly batchSize: number
  readonly order: Order
  /** When to pause by itself; 0 means never. */
  readonly stop: Stop
  /** Flat arrays in plan order that replace what the initializers draw. */
  readonly initialParameters?: readonly (readonly number[])[] | undefined
  readonly pretraining: Pretraining
  /** What trains beside it, in lock-step. */
  readonly variants: readonly Variant[]
  readonly view: View
}

export type Data = GeneratedData | BundledData | TableData

export interface GeneratedData {
  readonly kind: 'generated'
  readonly name: GeneratorName
  readonly examples: number
  /** Deviation of the displacement: of points as a share of 5 plane units, of targets as they are. */
  readonly noise: number
  /** Share of the examples kept for testing, 0…0.9. */
  readonly testFraction: number
}

export interface BundledData {
  readonly kind: 'bundled'
  readonly name: BundledName
  /** Column names; two of them stand on the plane. Empty for images. */
  readonly columns: readonly string[]
  /** Of images: the classes to tell apart, by name; empty means all. */
  readonly classes: readonly string[]
  /** A seeded choice of that many rows (training images); 0 means all. */
  readonly examples: number
  readonly noise: number
  /** Sets with test images of their own (MNIST, Fashion-MNIST) keep those, whatever is said here. */
  readonly testFraction: number
}

export interface TableData {
  readonly kind: 'table'
  /** Where each row is an image, [row, column, channel] with pixels from 0 to 1. */
  readonly shape?: ImageShape | undefined
  /** Names of the classes, in the order of their indices. */
  readonly classes?: readonly string[] | undefined
  /** One row per example, all of the same length. */
  readonly inputs: readonly (readonly number[])[]
  /** Rows of outputs for a regression. Exactly one of `targets` and `labels` is given. */
  readonly targets?: readonly (readonly number[])[] | undefined
  /** Class indices from 0 for a classification. */
  readonly labels?: readonly number[] | undefined
  readonly testFraction: number
}

export type Layer = PlainLayer | ResidualLayer

export type PlainLayer =
  | DenseLayer
  | Conv2dLayer
  | MaxPool2dLayer
  | AveragePool2dLayer
  | GlobalAveragePool2dLayer
  | FlattenLayer
  | DropoutLayer
  | BatchNormLayer

export type LayerKind = Layer['kind']

export interface DenseLayer {
  readonly kind: 'dense'
  readonly units: number
  readonly activation: ActivationName
  readonly initializer: InitializerSettings
}

export interface Conv2dLayer extends WindowSettings {
  readonly kind: 'conv2d'
  readonly filters: number
  readonly activation: ActivationName
  readonly initializer: InitializerSettings
}

export interface MaxPool2dLayer extends PoolSettings {
  readonly kind: 'maxPool2d'
}

export interface AveragePool2dLayer extends PoolSettings {
  readonly kind: 'averagePool2d'
}

interface PoolSettings {
  readonly size: number
  /** As `size` where a document leaves it out. */
  readonly stride: number
  readonly padding: number
}

export interface GlobalAveragePool2dLayer {
  readonly kind: 'globalAveragePool2d'
}

export interface FlattenLayer {
  readonly kind: 'flatten'
}

export interface DropoutLayer {
  readonly kind: 'dropout'
  readonly rate: number
}

export interface BatchNormLayer {
  readonly kind: 'batchNorm'
  readonly momentum: number
  readonly epsilon: number
  readonly activation: ActivationName
}

/** y = activation(layers(x) + x), with x through a 1×1 projection where the shapes differ. */
export interface ResidualLayer {
  readonly kind: 'residual'
  readonly layers: readonly PlainLayer[]
  readonly activation: ActivationName
}

/**
 * Random changes to every training image, drawn anew in each step from `seed.weights`; test images
 * stay as they are.
 */
export interface Augmentation {
  /** Most pixels that an image moves in each direction. */
  readonly translation: number
  /** Most degrees that it turns either way. */
  readonly rotation: number
  /** Most that it grows or shrinks, as a share of its size. */
  readonly scale: number
  /** Whether every other image, by chance, is mirrored left to right. */
  readonly flip: boolean
  /** Deviation of the noise added to each pixel, in units of the pixel's range. */
  readonly noise: number
}

/** A catalogue entry with its own settings beside `kind`. */
interface Kind<K extends string> {
  readonly kind: K
  readonly [setting: string]: number | K
}

export type InitializerSettings = Kind<InitializerName>
export type ScheduleSettings = Kind<ScheduleName>
export type OptimizerSettings = Kind<OptimizerName> & { readonly learningRate: number }

/**
 * How an epoch visits the training set. `shuffled`: a new permutation each epoch; `sequential`: as
 * they stand; both end an epoch with a smaller batch where the sizes do not divide.
 * `tensorflowPlayground`: as they stand, and a remainder is carried into the next epoch's first
 * batch.
 */
export type Order = 'shuffled' | 'sequential' | 'tensorflowPlayground'

export interface Stop {
  readonly steps: number
  readonly epochs: number
  /** Pause once the test loss (training loss where there is no test set) is at most this. */
  readonly loss: number
  /** Pause after this many epochs without a lower test loss. */
  readonly plateau: number
}

/**
 * Greedy layer-by-layer training before step 0 (Bengio et al. 2007, "Greedy layer-wise training of
 * deep networks"): the first hidden layer is trained with an output layer of its own, then the
 * second on top of it with the first held still, and so on.
 */
export interface Pretraining {
  /** Updates for each layer with weights; 0 means none. */
  readonly steps: number
}

/** What is shown and how; nothing here changes a number. */
export interface View {
  /** Steps per second; 0 means as fast as possible. */
  readonly speed: number
  readonly training: boolean
  readonly test: boolean
  readonly discretize: boolean
  readonly contour: boolean
  /** One-variable regression: each hidden unit's share of the curve. */
  readonly contributions: boolean
  readonly lossScale: 'linear' | 'logarithmic'
  /** Share of the running average kept from point to point of a curve, 0…0.99. */
  readonly smoothing: number
  /** The open tab of the dock; none while it is closed. */
  readonly dock: string
  /** What edges and units of the network show; `update` is the one to come. */
  readonly edges: 'weight' | 'gradient' | 'update' | 'lastUpdate'
  readonly units: 'output' | 'delta'
  /** What the step button makes. */
  readonly advance: 'step' | 'epoch' | 'phase'
  /** The step at which the experiment opens; it is trained up to there. */
  readonly step: number
  readonly bookmarks: readonly Bookmark[]
}

/** A place on the time line to come back to. */
export interface Bookmark {
  readonly step: number
  readonly title: string
}
