import type { ActivationName } from './activations'
import { type Experiment, FORMAT } from './experiment'
import { imagePresets } from './image-presets'
import { parse } from './parse'
import { adam, type LayerDocuments, type Preset } from './preset'
import { problemText } from './problem'

/** Hidden layers of the given widths, all with one activation. */
const dense = (activation: ActivationName, ...widths: readonly number[]): LayerDocuments =>
  widths.map((units) => ({ kind: 'dense', units, activation }))

/** Its weights start as far from 0 as in M. Nielsen, "Neural Networks and Deep Learning", chapter 5. */
const neuron = {
  kind: 'dense',
  units: 1,
  activation: 'sigmoid',
  initializer: { kind: 'normal', deviation: 1 },
} as const

/** Steps per second at which one can watch a small network learn: it takes about ten seconds. */
const view = { speed: 500 } as const

const twoClasses = { task: 'classification', loss: 'binaryCrossEntropy', view } as const
const moreClasses = { task: 'classification', loss: 'softmaxCrossEntropy', view } as const
const regression = { task: 'regression', loss: 'meanSquaredError', view } as const

/** In the order in which the gallery shows them; the first is the first screen. */
export const presets = {
  circle: {
    title: 'Circle',
    description: 'Six units bend straight lines into a closed border.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'circle', noise: 0.04 },
      layers: dense('tanh', 6, 3),
      optimizer: adam(0.03),
    },
  },
  'exclusive-or': {
    title: 'Exclusive or',
    description: 'The problem that a network without hidden layers cannot solve.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'xor', noise: 0.04 },
      layers: dense('tanh', 4, 2),
      optimizer: adam(0.03),
    },
  },
  spiral: {
    title: 'Two spirals',
    description: 'Two layers of eight units unwind two arms from x and y alone.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'spiral', noise: 0.02 },
      layers: dense('tanh', 8, 8),
      optimizer: adam(0.02),
    },
  },
  'three-gaussians': {
    title: 'Three Gaussians',
    description: 'Softmax shares one probability among three classes.',
    document: {
      ...moreClasses,
      data: { kind: 'generated', name: 'threeGaussians', noise: 0.04 },
      layers: dense('tanh', 4),
      optimizer: adam(0.03),
    },
  },
  moons: {
    title: 'Moons',
    description: 'ReLU units fold the plane along straight creases.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'moons', noise: 0.05 },
      layers: dense('relu', 8, 4),
      optimizer: adam(0.01),
    },
  },
  petals: {
    title: 'Five petals',
    description: 'Five classes with bent borders.',
    document: {
      ...moreClasses,
      data: { kind: 'generated', name: 'petals', noise: 0.02 },
      layers: dense('tanh', 10, 8),
      optimizer: adam(0.02),
    },
  },
  checkerboard: {
    title: 'Checkerboard',
    description: 'Sixteen squares: watch wide layers of sine units build a lattice.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'checkerboard', examples: 1000, noise: 0.01 },
      layers: dense('sine', 16, 8),
      optimizer: adam(0.01),
      batchSize: 32,
    },
  },
  rings: {
    title: 'Rings',
    description: 'With the radius as its input, one small layer sorts three rings.',
    document: {
      ...moreClasses,
      data: { kind: 'generated', name: 'rings', noise: 0.02 },
      features: ['x', 'y', 'radius'],
      layers: dense('tanh', 6),
      optimizer: adam(0.03),
    },
  },
  iris: {
    title: 'Iris',
    description: 'Three species told apart by the size of their petals.',
    document: {
      ...moreClasses,
      data: { kind: 'bundled', name: 'iris', testFraction: 0.3 },
      standardize: true,
      layers: dense('tanh', 6),
      optimizer: adam(0.01),
    },
  },
  penguins: {
    title: 'Penguins',
    description: 'Three species told apart by the length and depth of their bills.',
    document: {
      ...moreClasses,
      data: { kind: 'bundled', name: 'penguins', testFraction: 0.3 },
      standardize: true,
      layers: dense('tanh', 8),
      optimizer: adam(0.01),
    },
  },
  wine: {
    title: 'Wine',
    description: 'Three kinds of wine by flavanoids and colour, with some L2 against overfitting.',
    document: {
      ...moreClasses,
      data: { kind: 'bundled', name: 'wine', testFraction: 0.3 },
      standardize: true,
      layers: dense('tanh', 8),
      optimizer: adam(0.01),
      regularization: { l2: 0.003 },
    },
  },
  'plane-hills': {
    title: 'Gaussian hills',
    description: 'A regression on the plane: three hills and three hollows.',
    document: {
      ...regression,
      data: { kind: 'generated', name: 'hills', examples: 1000, noise: 0.02 },
      layers: dense('tanh', 12, 8),
      optimizer: adam(0.01),
      batchSize: 20,
    },
  },
  ripple: {
    title: 'Ripple',
    description: 'Sine units ride on waves that other units can only approximate.',
    document: {
      ...regression,
      data: { kind: 'generated', name: 'ripple', examples: 1000, noise: 0.02 },
      layers: dense('sine', 16, 12),
      optimizer: adam(0.01),
      batchSize: 20,
    },
  },
  'universal-approximation': {
    title: 'Universal approximation',
    description: 'One hidden layer adds up twelve bumps to x·sin x.',
    document: {
      ...regression,
      data: { kind: 'generated', name: 'xSinX', examples: 300, noise: 0.03 },
      standardize: true,
      layers: dense('gaussian', 12),
      optimizer: adam(0.05),
      view: { ...view, contributions: true },
    },
  },
  sine: {
    title: 'Sine',
    description: 'Two small layers bend into two waves under noise.',
    document: {
      ...regression,
      data: { kind: 'generated', name: 'sine', examples: 300, noise: 0.1 },
      standardize: true,
      layers: dense('tanh', 8, 4),
      optimizer: adam(0.03),
    },
  },
  'two-curves': {
    title: 'Two curves',
    description: 'Layers of two units bend the plane until a straight line separates two arcs.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'twoCurves', noise: 0 },
      layers: dense('tanh', 2, 2),
      optimizer: adam(0.02),
    },
  },
  'linear-only': {
    title: 'Layers without bends',
    description: 'Two identity layers on exclusive or: without a nonlinearity depth is in vain.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'xor', noise: 0.04 },
      layers: dense('identity', 4, 4),
      optimizer: adam(0.03),
    },
  },
  'zeros-initialization': {
    title: 'All weights zero',
    description: 'Units that start alike stay alike, and here nothing moves at all.',
    document: {
      ...twoClasses,
      data: { kind: 'generated', name: 'circle', noise: 0.04 },
      layers: [{ kind: 'dense', units: 4, activation: 'tanh', initializer: 'zeros' }],
      optimizer: adam(0.03),
    },
  },
  'chain-rule': {
    title: 'Chain rule by hand',
    description:
      'From x to 3x, −5 and tanh: every derivative of the graph can be checked on paper.',
    document: {
      ...regression,
      // tanh 1 − ½, so that the loss at the output is 0.25 and its derivative 1.
      data: { kind: 'table', inputs: [[2]], targets: [[0.2616]], testFraction: 0 },
      layers: dense('tanh', 1),
      optimizer: { kind: 'sgd', learningRate: 0.03 },
      initialParameters: [[3], [-5], [1], [0]],
      view: { speed: 10, dock: 'graph' },
    },
  },
  'vanishing-gradients': {
    title: 'Vanishing gradients',
    description: 'Ten layers of sigmoids: the first learn nothing. Train a remedy beside them.',
    document: {
      ...twoClasses,
      // Of twenty seeds, one with which narrow layers of ReLU live.
      seed: { weights: 14 },
      data: { kind: 'generated', name: 'circle', noise: 0.04 },
      layers: dense('sigmoid', 5, 5, 5, 5, 5, 5, 5, 5, 5, 5),
      optimizer: { kind: 'sgd', learningRate: 0.1 },
      view: { ...view, dock: 'gradients' },
    },
  },
  chain: {
    title: 'A chain of single neurons',
    description: 'One sigmoid after the other: read every factor of the first one’s gradient.',
    document: {
      ...regression,
      seed: { weights: 8 },
      data: { kind: 'generated', name: 'line', examples: 100 },
      standardize: true,
      layers: Array.from({ length: 6 }, () => neuron),
      optimizer: { kind: 'sgd', learningRate: 0.5 },
      view: { speed: 100, dock: 'chain' },
    },
  },
  ...imagePresets,
} as const satisfies Record<string, Preset>

export type PresetId = keyof typeof presets
export const presetIds = Object.keys(presets) as PresetId[]

/** Those that show what stops or lets through a gradient. */
export const aboutGradients: ReadonlySet<string> = new Set<PresetId>([
  'linear-only',
  'zeros-initialization',
  'chain-rule',
  'chain',
  'vanishing-gradients',
])

const parsed = new Map<string, Experiment>()

/** The experiment of a preset; undefined where there is none of that name. */
export function presetExperiment(id: string): Experiment | undefined {
  if (!isPreset(id)) return undefined
  const known = parsed.get(id)
  if (known) return known
  const { title, document } = presets[id]
  const result = parse({ format: FORMAT, title, ...document })
  if (!result.ok) throw new Error(`preset ${id}: ${result.problems.map(problemText).join('; ')}`)
  parsed.set(id, result.experiment)
  return result.experiment
}

function isPreset(id: string): id is PresetId {
  return Object.hasOwn(presets, id)
}
