import * as v from 'valibot'
import { type ActivationName, activationNames } from './activations'
import { bundledNames } from './bundled'
import { generatorNames } from './datasets'
import { type Experiment, FORMAT, LIMITS } from './experiment'
import { featureNames } from './features'
import { type InitializerName, initializers } from './initializers'
import { layerKindNames, layerKinds } from './layers'
import { lossNames } from './losses'
import { optimizers } from './optimizers'
import { schedules } from './schedules'
import { boundedNumber, type NumberSettings, settingEntries } from './setting'
import { MOST_VARIANTS, SHARED_FIELDS } from './variants'

const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, `must be one of ${names.join(', ')}`)
const whole = (min: number, max: number) => boundedNumber(min, max, true)
const flag = (fallback: boolean) => v.optional(v.boolean('must be true or false'), fallback)
const text = (longest: number) =>
  v.pipe(v.string('must be text'), v.maxLength(longest, `must have at most ${longest} characters`))
/** The length is judged before the items, so that an absurd list gives one problem, not millions. */
const list = <T extends v.GenericSchema>(item: T, least: number, most: number, what: string) =>
  v.pipe(
    v.unknown(),
    v.check(Array.isArray, `must be a list of ${what}`),
    v.check((value) => lengthOf(value) >= least, `must hold at least ${least} ${what}`),
    v.check((value) => lengthOf(value) <= most, `must hold at most ${most} ${what}`),
    v.array(item),
  )
const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0)

/** A list of numbers of any length; only the first that is none is named. */
const numbers = v.pipe(
  v.unknown(),
  v.check(Array.isArray, 'must be a list of numbers'),
  v.rawCheck(({ dataset: { value }, addIssue }) => {
    const input: readonly unknown[] = Array.isArray(value) ? value : []
    const key = input.findIndex((item) => !isOrdinaryNumber(item))
    if (key < 0) return
    const path = [{ type: 'array', origin: 'value', input, key, value: input[key] }] as const
    addIssue({ message: 'must be a number from -1e30 to 1e30', path: [...path] })
  }),
)
const isOrdinaryNumber = (value: unknown) => typeof value === 'number' && Math.abs(value) <= 1e30

/** An object of these fields and no others. */
function fields<const T extends v.ObjectEntries>(entries: T) {
  const allowed = Object.keys(entries).join(', ')
  return v.objectWithRest(
    entries,
    v.never(`is not a field of this format; allowed here: ${allowed}`),
    (issue) => (issue.expected === 'Object' ? 'must be an object' : 'is missing'),
  )
}
/** As `fields`, for objects without a required field, which an empty list would pass for. */
const optionalFields = <const T extends v.ObjectEntries>(entries: T) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.check((value) => !Array.isArray(value), 'must be an object'),
      fields(entries),
    ),
    {},
  )

/** `{ kind, …settings }` of a catalogue; the bare name stands for its defaults. */
function kindOf(
  catalogue: Readonly<Record<string, { readonly settings: NumberSettings }>>,
  more: (kind: string) => v.ObjectEntries = () => ({}),
) {
  const names = Object.keys(catalogue)
  const options = names.map((kind) =>
    fields({
      kind: v.literal(kind),
      ...more(kind),
      ...settingEntries(catalogue[kind].settings),
    }),
  )
  return v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'string' ? { kind: value } : value)),
    v.variant('kind', options, `must be one of ${names.join(', ')}`),
  )
}

const activation = (fallback: ActivationName) => v.optional(oneOf(activationNames), fallback)
const initializer = (fallback: InitializerName) => v.optional(kindOf(initializers), fallback)
const paddingMessage = `must be valid, same or a whole number from 0 to ${LIMITS.padding}`
const pool = <const K extends string>(kind: K) =>
  fields({
    kind: v.literal(kind),
    ...settingEntries(layerKinds.maxPool2d.settings),
    stride: v.optional(whole(1, LIMITS.kernel)),
  })

const plainLayers = [
  fields({
    kind: v.literal('dense'),
    units: whole(1, LIMITS.units),
    activation: activation('tanh'),
    initializer: initializer('glorotUniform'),
  }),
  fields({
    kind: v.literal('conv2d'),
    ...settingEntries(layerKinds.conv2d.settings),
    filters: whole(1, LIMITS.filters),
    padding: v.optional(
      v.union([v.picklist(['valid', 'same']), whole(0, LIMITS.padding)], paddingMessage),
      'valid',
    ),
    activation: activation('relu'),
    initializer: initializer('heNormal'),
  }),
  pool('maxPool2d'),
  pool('averagePool2d'),
  fields({ kind: v.literal('globalAveragePool2d') }),
  fields({ kind: v.literal('flatten') }),
  fields({ kind: v.literal('dropout'), ...settingEntries(layerKinds.dropout.settings) }),
  fields({
    kind: v.literal('batchNorm'),
    ...settingEntries(layerKinds.batchNorm.settings),
    activation: activation('identity'),
  }),
]
const plainLayer = v.variant(
  'kind',
  plainLayers,
  `must be one of ${layerKindNames.slice(0, -1).join(', ')}`,
)
const layer = v.variant(
  'kind',
  [
    ...plainLayers,
    fields({
      kind: v.literal('residual'),
      layers: list(plainLayer, 1, LIMITS.blockLayers, 'layers'),
      activation: activation('relu'),
    }),
  ],
  `must be one of ${layerKindNames.join(', ')}`,
)

const examples = whole(LIMITS.examples.min, LIMITS.examples.max)
const allOrSomeMessage = `must be 0 (all) or a whole number from ${LIMITS.examples.min} to ${LIMITS.examples.max}`
const allOrSome = v.pipe(
  v.number(allOrSomeMessage),
  v.check((value) => value === 0 || v.is(examples, value), allOrSomeMessage),
)
const noise = boundedNumber(0, 1)
const testFraction = boundedNumber(0, 0.9)

const side = whole(1, LIMITS.imageSide)
const imageShapeMessage = 'must be [rows, columns, channels]'

const dataSchema = v.variant(
  'kind',
  [
    fields({
      kind: v.literal('generated'),
      name: oneOf(generatorNames),
      examples: v.optional(examples, 500),
      noise: v.optional(noise, 0.1),
      testFraction: v.optional(testFraction, 0.5),
    }),
    fields({
      kind: v.literal('bundled'),
      name: oneOf(bundledNames),
      columns: v.optional(list(text(60), 0, LIMITS.tableColumns, 'column names'), []),
      classes: v.optional(list(text(60), 0, LIMITS.classes, 'class names'), []),
      examples: v.optional(allOrSome, 0),
      noise: v.optional(noise, 0),
      testFraction: v.optional(testFraction, 0.5),
    }),
    fields({
      kind: v.literal('table'),
      shape: v.optional(v.strictTuple([side, side, whole(1, 3)], imageShapeMessage)),
      classes: v.optional(list(text(60), 2, LIMITS.classes, 'class names')),
      inputs: list(numbers, 1, LIMITS.tableRows, 'rows'),
      targets: v.optional(list(numbers, 1, LIMITS.tableRows, 'rows')),
      labels: v.optional(list(whole(0, LIMITS.classes - 1), 1, LIMITS.tableRows, 'class indices')),
      testFraction: v.optional(testFraction, 0),
    }),
  ],
  'must be one of generated, bundled, table',
)

const seed = v.optional(whole(0, 0xffffffff), 1)
const bound = v.optional(boundedNumber(0, 1e6), 0)
const rate = v.optional(boundedNumber(0, 10), 0)
const count = v.optional(whole(0, 1e9), 0)

/** What it makes of the document is checked in `parse`. */
const patch = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'must be an object'),
  v.record(v.string(), v.unknown(), 'must be an object'),
  v.rawCheck(({ dataset: { typed, value }, addIssue }) => {
    if (!typed) return
    for (const key of SHARED_FIELDS) {
      if (!Object.hasOwn(value, key)) continue
      const path = [
        { type: 'object', origin: 'value', input: value, key, value: value[key] },
      ] as const
      addIssue({ message: 'must be left out: all variants share it', path: [...path] })
    }
  }),
)

/**
 * The shape of a document, field by field. What needs two fields to judge (features against data,
 * loss against task) is checked in `parse`.
 */
export const experimentSchema: v.GenericSchema<unknown, Experiment> = fields({
  $schema: v.optional(text(200)),
  format: v.literal(FORMAT, `must be "${FORMAT}"`),
  title: v.optional(text(120), ''),
  task: oneOf(['classification', 'regression']),
  seed: optionalFields({ data: seed, weights: seed }),
  data: dataSchema,
  features: v.optional(list(oneOf(featureNames), 0, featureNames.length, 'features')),
  standardize: flag(false),
  augmentation: optionalFields({
    translation: v.optional(boundedNumber(0, 8), 0),
    rotation: v.optional(boundedNumber(0, 45), 0),
    scale: v.optional(boundedNumber(0, 0.5), 0),
    flip: flag(false),
    noise: v.optional(boundedNumber(0, 0.5), 0),
  }),
  layers: list(layer, 0, LIMITS.hiddenLayers, 'layers'),
  loss: oneOf(lossNames),
  optimizer: kindOf(optimizers, (kind) => ({
    learningRate: v.optional(
      boundedNumber(0, LIMITS.learningRate),
      optimizers[kind as keyof typeof optimizers].defaultLearningRate,
    ),
  })),
  schedule: v.optional(kindOf(schedules), 'constant'),
  regularization: optionalFields({ l1: rate, l2: rate }),
  clipping: optionalFields({ norm: bound, value: bound }),
  batchSize: v.optional(whole(1, LIMITS.batchSize), 10),
  order: v.optional(oneOf(['shuffled', 'sequential', 'tensorflowPlayground']), 'shuffled'),
  stop: optionalFields({ steps: count, epochs: count, loss: bound, plateau: count }),
  initialParameters: v.optional(list(numbers, 0, 1000, 'lists of numbers')),
  pretraining: optionalFields({ steps: v.optional(whole(0, LIMITS.pretrainingSteps), 0) }),
  variants: v.optional(
    list(fields({ title: v.optional(text(80), ''), patch }), 0, MOST_VARIANTS, 'variants'),
    [],
  ),
  view: optionalFields({
    speed: v.optional(boundedNumber(0, 1e6), 0),
    training: flag(true),
    test: flag(true),
    discretize: flag(false),
    contour: flag(true),
    contributions: flag(false),
    lossScale: v.optional(oneOf(['linear', 'logarithmic']), 'linear'),
    smoothing: v.optional(boundedNumber(0, 0.99), 0),
    dock: v.optional(text(40), ''),
    edges: v.optional(oneOf(['weight', 'gradient', 'update', 'lastUpdate']), 'weight'),
    units: v.optional(oneOf(['output', 'delta']), 'output'),
    advance: v.optional(oneOf(['step', 'epoch', 'phase']), 'step'),
    step: count,
    bookmarks: v.optional(
      list(
        fields({ step: whole(0, 1e9), title: v.optional(text(60), '') }),
        0,
        LIMITS.bookmarks,
        'bookmarks',
      ),
      [],
    ),
  }),
}) as unknown as v.GenericSchema<unknown, Experiment>
