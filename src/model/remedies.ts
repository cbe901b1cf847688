import { type ActivationName, activations } from './activations'
import type {
  Experiment,
  InitializerSettings,
  Layer,
  OptimizerSettings,
  PlainLayer,
  ResidualLayer,
} from './experiment'
import type { InitializerName } from './initializers'
import { imageShape } from './network-shape'
import { parse } from './parse'
import { withResidualBlocks } from './residual-blocks'

/** What may ail a network, by its gradients. */
export type Ailment = 'vanishing' | 'exploding' | 'saturated' | 'dead'

/** One change that makes another experiment, to train beside the first. */
export interface Remedy {
  readonly id: string
  readonly label: string
  /** Why it helps, and where not, in one sentence. */
  readonly why: string
  /**
   * What it was seen to help against in this network; elsewhere it is a change like any other.
   * scripts/headless.test.ts trains with those against vanishing.
   */
  helps(experiment: Experiment): readonly Ailment[]
  /** null where it would change nothing or does not apply. */
  apply(experiment: Experiment): Experiment | null
}

type WeightLayer = Extract<Layer, { readonly initializer: InitializerSettings }>

/** Slope 1 for all positive pre-activations, or nearly so. */
const RECTIFIERS: readonly ActivationName[] = [
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softplus',
]
/** Flat on both sides. */
const SQUASHING: readonly ActivationName[] = ['sigmoid', 'tanh', 'arctan', 'softsign', 'binaryStep']
/** Those whose initial weights do not follow from the width of the layer. */
const PLAIN_INITIALIZERS: readonly InitializerName[] = ['zeros', 'constant', 'uniform', 'normal']

/** Updates for each layer: where ten sigmoid layers on the circle begin to have learned something. */
const PRETRAINING_STEPS = 2000
/** Of images: how many each layer is shown, some of them again; see bench/README.md. */
const PRETRAINING_IMAGES = 10_000
/** However large a batch is. */
const LEAST_PRETRAINING_STEPS = 100
const MOST_LAYERS = 2
const CLIPPING_NORM = 1
/** How many times the learning rate grows or shrinks. */
const RATE_FACTOR = 10

const WHY: Readonly<Partial<Record<ActivationName, string>>> = {
  relu: 'Its slope is 1 wherever a unit is active, so that gradients pass undiminished; narrow layers may die.',
  leakyRelu: 'A unit that is off still has a slope, so that it cannot die.',
  tanh: 'Its slope is up to 1 where that of a sigmoid is at most a quarter, and its mean is near 0.',
  elu: 'Slope 1 where a unit is active, and units that are off still learn.',
  gelu: 'Nearly ReLU, but smooth, and units that are off still learn.',
}

/** Remedies in the order in which they are offered. */
export const remedies: readonly Remedy[] = [
  ...(['relu', 'tanh', 'elu', 'gelu', 'leakyRelu'] as const).map(activationRemedy),
  initializerRemedy('heNormal', {
    label: 'He initialization',
    why: 'Keeps signals as large from layer to layer as ReLU needs it; sigmoids shrink gradients all the same.',
    helps: (e) => {
      if (uses(e, ['sigmoid'])) return drawsPlainly(e) ? ['exploding'] : []
      if (drawsPlainly(e)) return ['vanishing', 'exploding', 'saturated']
      return uses(e, RECTIFIERS) && !drawsLikeHe(e) ? ['vanishing'] : []
    },
  }),
  initializerRemedy('glorotUniform', {
    label: 'Glorot initialization',
    why: 'Draws weights as large as the width of the layers asks for; not enough to save deep sigmoids.',
    helps: (e) => {
      if (!drawsPlainly(e)) return []
      return uses(e, ['sigmoid']) ? ['exploding'] : ['vanishing', 'exploding', 'saturated']
    },
  }),
  {
    id: 'batchNorm',
    label: 'Batch normalization',
    why: 'Brings every pre-activation back to mean 0 and deviation 1 over the batch, where slopes are steep.',
    helps: (e) => ['vanishing', 'saturated', 'dead', ...(isHasty(e) ? [] : EXPLODING)],
    apply: (e) => changed(e, { layers: e.layers.flatMap(normalized(e.layers)) }),
  },
  {
    id: 'residual',
    label: 'Residual connections',
    why: 'Every pair of equal layers adds to its input, so that gradients have a way around it.',
    helps: () => ['vanishing'],
    apply: (e) => changed(e, { layers: withResidualBlocks(e) }),
  },
  {
    id: 'fewerLayers',
    label: 'Fewer layers',
    why: 'Fewer slopes are multiplied on the way to the first layer.',
    helps: () => ['vanishing', 'exploding', 'dead'],
    apply: (e) => changed(e, { layers: shortened(e) }),
  },
  {
    id: 'pretraining',
    label: 'Layer-by-layer pre-training',
    why: 'Trains one layer after the other under an output layer of its own, so that none is far from the loss; with images it takes seconds, for a large network up to a minute, before the first step.',
    helps: () => ['vanishing'],
    apply: (e) =>
      e.layers.filter(hasWeights).length < 2
        ? null
        : changed(e, { pretraining: { steps: pretrainingSteps(e) } }),
  },
  {
    id: 'adam',
    label: 'Adam',
    why: 'Divides every weight’s gradient by its usual size: small ones make steps as large as others.',
    helps: () => ['vanishing', 'exploding', 'dead'],
    apply: (e) =>
      ['sgd', 'momentum', 'nesterov'].includes(e.optimizer.kind)
        ? changed(e, { optimizer: ADAM })
        : null,
  },
  {
    id: 'clipping',
    label: 'Gradient clipping',
    why: 'A gradient longer than 1 is shortened to it, so that no single step leads far away.',
    helps: (e) => (isHasty(e) ? [] : ['exploding', 'dead']),
    apply: (e) =>
      e.clipping.norm > 0 && e.clipping.norm <= CLIPPING_NORM
        ? null
        : changed(e, { clipping: { ...e.clipping, norm: CLIPPING_NORM } }),
  },
  rateRemedy('smallerRate', 1 / RATE_FACTOR, {
    label: 'A tenth of the learning rate',
    why: 'Shorter steps do not jump over the valley that they should descend into.',
    helps: () => ['exploding', 'dead'],
  }),
  rateRemedy('largerRate', RATE_FACTOR, {
    label: 'Ten times the learning rate',
    why: 'Longer steps; a gradient that vanishes in one layer still does not grow beside the others.',
    helps: () => [],
  }),
]

/** Those that apply to the experiment and help against what ails it. */
export function remediesFor(experiment: Experiment, ailment: Ailment): readonly Remedy[] {
  return remedies.filter(
    (remedy) => remedy.helps(experiment).includes(ailment) && remedy.apply(experiment) !== null,
  )
}

const EXPLODING = ['exploding'] as const

const ADAM: OptimizerSettings = {
  kind: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
}

export function activationRemedy(name: ActivationName): Remedy {
  const { label, gradients } = activations[name]
  return {
    id: name,
    label,
    why: WHY[name] ?? gradients,
    helps: (e) => {
      if (name === 'leakyRelu') return uses(e, ['relu']) ? ['dead'] : []
      const squashes = name === 'tanh' ? uses(e, ['sigmoid']) : uses(e, SQUASHING)
      return [
        ...(squashes && !drawsPlainly(e) ? (['vanishing'] as const) : []),
        ...(name !== 'tanh' && uses(e, ['sigmoid']) ? (['saturated'] as const) : []),
      ]
    },
    apply: (e) => changed(e, { layers: e.layers.map(activatedWith(name)) }),
  }
}

/** Another activation wherever a layer has one of its own, and not where a sum or norm comes first. */
function activatedWith(activation: ActivationName, inBlock = false) {
  return <L extends Layer>(layer: L, i: number, all: readonly Layer[]): L => {
    if (layer.kind === 'residual') {
      const own = layer.activation === 'identity' ? layer.activation : activation
      return {
        ...layer,
        layers: layer.layers.map(activatedWith(activation, true)),
        activation: own,
      }
    }
    if (!('activation' in layer)) return layer
    const comesFirst = all[i + 1]?.kind === 'batchNorm' || (inBlock && i === all.length - 1)
    return comesFirst && layer.activation === 'identity' ? layer : { ...layer, activation }
  }
}

function initializerRemedy(
  kind: 'heNormal' | 'glorotUniform',
  words: Pick<Remedy, 'label' | 'why' | 'helps'>,
): Remedy {
  const initialized = <L extends Layer>(layer: L): L => {
    if (layer.kind === 'residual') return { ...layer, layers: layer.layers.map(initialized) }
    return 'initializer' in layer ? { ...layer, initializer: { kind } } : layer
  }
  return {
    id: kind === 'heNormal' ? 'he' : 'glorot',
    ...words,
    apply: (e) => changed(e, { layers: e.layers.map(initialized), initialParameters: undefined }),
  }
}

function rateRemedy(
  id: string,
  factor: number,
  words: Pick<Remedy, 'label' | 'why' | 'helps'>,
): Remedy {
  return {
    id,
    ...words,
    apply: (e) => {
      const learningRate = Number((e.optimizer.learningRate * factor).toPrecision(6))
      return changed(e, { optimizer: { ...e.optimizer, learningRate } })
    },
  }
}

/** Puts a batch normalization between a layer with weights and its activation. */
function normalized(all: readonly Layer[]) {
  return (layer: Layer, i: number): Layer[] => {
    if (layer.kind === 'residual') {
      const inner = layer.layers.flatMap(normalized(layer.layers)) as PlainLayer[]
      return [{ ...layer, layers: inner }]
    }
    if (!isWeightLayer(layer) || all[i + 1]?.kind === 'batchNorm') return [layer]
    const { activation } = layer
    return [
      { ...layer, activation: 'identity' },
      { kind: 'batchNorm', momentum: 0.1, epsilon: 1e-5, activation },
    ]
  }
}

function pretrainingSteps({ data, batchSize }: Experiment): number {
  if (!imageShape(data)) return PRETRAINING_STEPS
  return Math.max(LEAST_PRETRAINING_STEPS, Math.ceil(PRETRAINING_IMAGES / batchSize))
}

/** Of equal layers in a row the first two; of a network of vectors the first two layers at all. */
function shortened({ data, layers }: Experiment): readonly Layer[] {
  const onVectors = !imageShape(data)
  let count = 0
  return layers.filter((layer, i) => {
    if (onVectors) {
      if (hasWeights(layer)) count += 1
      return count <= MOST_LAYERS
    }
    const text = JSON.stringify(layer)
    count = i > 0 && text === JSON.stringify(layers[i - 1]) ? count + 1 : 1
    return count <= MOST_LAYERS
  })
}

/** The experiment with changes, where they are any and make something that can be trained. */
function changed(experiment: Experiment, changes: Partial<Experiment>): Experiment | null {
  const keepsShape = changes.layers === undefined
  const { initialParameters: given, ...rest } = experiment
  const after = {
    ...rest,
    ...(keepsShape && given ? { initialParameters: given } : {}),
    ...changes,
  }
  const text = (each: object) =>
    JSON.stringify({ ...each, initialParameters: undefined, variants: [] })
  if (text(after) === text(experiment)) return null
  return parse({ ...after, variants: [] }).ok ? after : null
}

function isWeightLayer(layer: Layer): layer is WeightLayer {
  return 'initializer' in layer
}

const hasWeights = (layer: Layer): boolean => isWeightLayer(layer) || layer.kind === 'residual'

/** All hidden layers, those within blocks too. */
const flat = (layers: readonly Layer[]): readonly (PlainLayer | ResidualLayer)[] =>
  layers.flatMap((layer) => (layer.kind === 'residual' ? [...layer.layers, layer] : [layer]))

const uses = ({ layers }: Experiment, names: readonly ActivationName[]): boolean =>
  flat(layers).some((layer) => 'activation' in layer && names.includes(layer.activation))

const initializersOf = ({ layers }: Experiment): readonly InitializerName[] =>
  flat(layers).flatMap((layer) => (isWeightLayer(layer) ? [layer.initializer.kind] : []))

const drawsLikeHe = (experiment: Experiment): boolean =>
  initializersOf(experiment).every((name) => name === 'heNormal' || name === 'heUniform')

const drawsPlainly = (experiment: Experiment): boolean =>
  initializersOf(experiment).some((name) => PLAIN_INITIALIZERS.includes(name))

/** With steps as long as that, neither shorter gradients nor tamer layers help. */
const isHasty = ({ optimizer }: Experiment): boolean => optimizer.learningRate > 1
