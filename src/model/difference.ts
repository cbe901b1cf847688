import { type ActivationName, activations } from './activations'
import type { Experiment, Layer, PlainLayer } from './experiment'
import { features } from './features'
import { initializers } from './initializers'
import { layerKinds } from './layers'
import { losses } from './losses'
import { optimizers } from './optimizers'
import { schedules } from './schedules'

/**
 * What makes the second experiment another than the first, in words: "ReLU in place of sigmoid",
 * "2 hidden layers in place of 10 and batch normalization". Fields for which there are no words are
 * named. `the same` where nothing differs that training depends on.
 */
export function differenceText(before: Experiment, after: Experiment): string {
  const parts = differences(before, after)
  return parts.length > 0 ? joined(parts) : 'the same'
}

/** As `differenceText`, one by one; none where training is the same. */
export function differences(before: Experiment, after: Experiment): readonly string[] {
  return [
    ...layerParts(before, after),
    ...optimizerParts(before, after),
    ...PARTS.flatMap((part) => part(before, after) ?? []),
  ]
}

type Part = (before: Experiment, after: Experiment) => string | null

const inPlaceOf = (after: string | number, before: string | number): string =>
  `${after} in place of ${before}`

/** Fields one by one, in the order in which they are told. */
const PARTS: readonly Part[] = [
  (a, b) => (a.loss === b.loss ? null : inPlaceOf(losses[b.loss].label, losses[a.loss].label)),
  changedField(
    (e) => e.schedule,
    (b, a) =>
      b.kind === a.kind
        ? `other settings of the ${schedules[b.kind].label} schedule`
        : `${inPlaceOf(schedules[b.kind].label, schedules[a.kind].label)} schedule`,
  ),
  changedField(
    (e) => e.regularization.l1,
    (b, a) => `L1 ${inPlaceOf(b, a)}`,
  ),
  changedField(
    (e) => e.regularization.l2,
    (b, a) => `L2 ${inPlaceOf(b, a)}`,
  ),
  changedField(
    (e) => e.clipping.norm,
    (b) => (b === 0 ? 'gradients of any length' : `gradients clipped to length ${b}`),
  ),
  changedField(
    (e) => e.clipping.value,
    (b) => (b === 0 ? 'gradients of any size' : `gradients clipped to ±${b}`),
  ),
  changedField(
    (e) => e.batchSize,
    (b, a) => `batches of ${inPlaceOf(b, a)}`,
  ),
  changedField(
    (e) => e.order,
    (b) => `${b === 'shuffled' ? 'shuffled examples' : 'examples as they stand'}`,
  ),
  changedField(
    (e) => e.features,
    (b) => `inputs ${b.map((name) => features[name].label).join(', ')}`,
  ),
  changedField(
    (e) => e.standardize,
    (b) => (b ? 'standardized inputs' : 'inputs as they are'),
  ),
  changedField(
    (e) => e.augmentation,
    () => 'other augmentation',
  ),
  changedField(
    (e) => e.pretraining.steps,
    (b) =>
      b === 0
        ? 'no pre-training'
        : `layer-by-layer pre-training, ${b.toLocaleString('en')} steps each`,
  ),
  changedField(
    (e) => e.seed.weights,
    (b) => `seed ${b} of the weights`,
  ),
  changedField(
    (e) => e.stop,
    () => 'other stop conditions',
  ),
  // Given weights are for one set of layers: with others they go without saying.
  (a, b) =>
    same(a.initialParameters, b.initialParameters) || !same(a.layers, b.layers)
      ? null
      : b.initialParameters
        ? 'given initial weights'
        : 'drawn initial weights',
]

function changedField<T>(
  field: (experiment: Experiment) => T,
  words: (after: T, before: T) => string,
): Part {
  return (before, after) =>
    same(field(before), field(after)) ? null : words(field(after), field(before))
}

function optimizerParts({ optimizer: before }: Experiment, { optimizer: after }: Experiment) {
  const isOther = before.kind !== after.kind
  const rate =
    before.learningRate === after.learningRate
      ? []
      : [`learning rate ${inPlaceOf(after.learningRate, before.learningRate)}`]
  if (isOther)
    return [inPlaceOf(optimizers[after.kind].label, optimizers[before.kind].label), ...rate]
  const names = Object.keys(optimizers[after.kind].settings)
  const settings: Readonly<Record<string, { readonly label: string }>> =
    optimizers[after.kind].settings
  return [
    ...rate,
    ...names
      .filter((name) => before[name] !== after[name] && name !== 'learningRate')
      .map((name) => `${lower(settings[name].label)} ${inPlaceOf(after[name], before[name])}`),
  ]
}

/** What the layers are made of, apart from how they are put together. */
interface Anatomy {
  /** Dense and convolution layers, within blocks too, in order. */
  readonly weights: readonly Extract<PlainLayer, { readonly initializer: object }>[]
  readonly blocks: number
  readonly norms: number
  readonly dropout: readonly number[]
  /** Pooling, flatten. */
  readonly others: readonly PlainLayer[]
  /** In order, without what is linear before a sum or a normalization. */
  readonly activations: readonly ActivationName[]
}

function layerParts(before: Experiment, after: Experiment): string[] {
  if (same(before.layers, after.layers)) return []
  const [a, b] = [anatomyOf(before.layers), anatomyOf(after.layers)]
  const parts = [
    sizeText(a, b),
    activationText(a, b),
    initializerText(a, b),
    presence(a.norms, b.norms, 'batch normalization'),
    presence(a.blocks, b.blocks, 'residual connections'),
    dropoutText(a, b),
    same(a.others, b.others) ? null : 'other pooling',
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts : ['other settings of the layers']
}

function anatomyOf(layers: readonly Layer[]): Anatomy {
  const flat = layers.flatMap((layer) => (layer.kind === 'residual' ? layer.layers : [layer]))
  const weights = flat.filter((layer) => 'initializer' in layer)
  return {
    weights,
    blocks: layers.filter(({ kind }) => kind === 'residual').length,
    norms: flat.filter(({ kind }) => kind === 'batchNorm').length,
    dropout: flat.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : [])),
    others: flat.filter(
      (layer) => !('initializer' in layer) && !['batchNorm', 'dropout'].includes(layer.kind),
    ),
    activations: activationsOf(layers),
  }
}

function activationsOf(layers: readonly Layer[], inBlock = false): ActivationName[] {
  return layers.flatMap((layer, i) => {
    if (layer.kind === 'residual') {
      const inner = activationsOf(layer.layers, true)
      return layer.activation === 'identity' ? inner : [...inner, layer.activation]
    }
    if (!('activation' in layer)) return []
    const comesFirst = layers[i + 1]?.kind === 'batchNorm' || (inBlock && i === layers.length - 1)
    return comesFirst && layer.activation === 'identity' ? [] : [layer.activation]
  })
}

function sizeText(a: Anatomy, b: Anatomy): string | null {
  const count = b.weights.length
  if (count !== a.weights.length) {
    return `${inPlaceOf(`${count} hidden ${count === 1 ? 'layer' : 'layers'}`, a.weights.length)}`
  }
  const sizes = ({ weights }: Anatomy) =>
    weights.map((layer) => (layer.kind === 'dense' ? layer.units : layer.filters))
  if (!same(sizes(a), sizes(b))) {
    const kind = b.weights.every((layer) => layer.kind === 'conv2d') ? 'filters' : 'units'
    return `${sizes(b).join('-')} ${kind} in place of ${sizes(a).join('-')}`
  }
  const windows = ({ weights }: Anatomy) =>
    weights.map((layer) => ({ ...layer, activation: null, initializer: null }))
  if (same(windows(a), windows(b))) return null
  return same(a.weights.map(kindOf), b.weights.map(kindOf))
    ? 'other convolutions'
    : `${inPlaceOf(kindsText(b), kindsText(a))}`
}

const kindOf = ({ kind }: PlainLayer) => kind
const kindsText = ({ weights }: Anatomy): string =>
  [...new Set(weights.map((layer) => lower(layerKinds[layer.kind].label)))].join(' and ')

function activationText(a: Anatomy, b: Anatomy): string | null {
  const [was, is] = [only(a.activations), only(b.activations)]
  if (was && is) {
    return was === is ? null : inPlaceOf(activations[is].label, activations[was].label)
  }
  if (a.activations.length !== b.activations.length || same(a.activations, b.activations)) {
    return null
  }
  if (is) return `${activations[is].label} in all layers`
  const changed = b.activations.flatMap((name, i) => (name === a.activations[i] ? [] : [i]))
  const [from, to] = [a, b].map((all) => only(changed.map((i) => all.activations[i])))
  if (!from || !to) return 'other activations'
  const where =
    changed.length === 1
      ? `hidden layer ${changed[0] + 1}`
      : `${changed.length} of ${a.activations.length} hidden layers`
  return `${inPlaceOf(activations[to].label, activations[from].label)} in ${where}`
}

function initializerText(a: Anatomy, b: Anatomy): string | null {
  const of = ({ weights }: Anatomy) => weights.map(({ initializer }) => initializer)
  const kinds = (anatomy: Anatomy) => only(of(anatomy).map(({ kind }) => kind))
  const [was, is] = [kinds(a), kinds(b)]
  if (was && is && was !== is) {
    return `${initializers[is].label} initialization in place of ${initializers[was].label}`
  }
  const sameCount = a.weights.length === b.weights.length
  return sameCount && !same(of(a), of(b)) ? 'other initialization' : null
}

function presence(before: number, after: number, name: string): string | null {
  if (before === after) return null
  if (before === 0) return name
  return after === 0 ? `no ${name}` : `${name} ${after > before ? 'in more' : 'in fewer'} layers`
}

function dropoutText({ dropout: a }: Anatomy, { dropout: b }: Anatomy): string | null {
  if (same(a, b)) return null
  const rate = only(b)
  return b.length === 0 ? 'no dropout' : rate === undefined ? 'other dropout' : `dropout of ${rate}`
}

/** What all items are; undefined where they differ or there are none. */
function only<T>(items: readonly T[]): T | undefined {
  return items.every((item) => item === items[0]) ? items[0] : undefined
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** In the middle of a sentence; abbreviations and names stay as they are. */
const lower = (label: string): string => `${label[0].toLowerCase()}${label.slice(1)}`

function joined(parts: readonly string[]): string {
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]
}
