import fc from 'fast-check'
import { activationNames } from './activations'
import { bundledNames, tableSource } from './bundled'
import { generatorNames, generators } from './datasets'
import { type Experiment, FORMAT, type GeneratedData, LIMITS, type Task } from './experiment'
import { featureNames, features } from './features'
import { initializers } from './initializers'
import { fitLayers, layerKinds } from './layers'
import { losses, lossNames } from './losses'
import { columnCount, inputShape, networkShape } from './network-shape'
import { optimizers } from './optimizers'
import { parse } from './parse'
import { problemText } from './problem'
import { schedules } from './schedules'
import type { NumberSettings } from './setting'

/** A finite number within bounds, never −0, which JSON does not keep. */
const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0)

/** Any object of some of these fields. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: [] })

const flag = fc.boolean()
const seed = fc.integer({ min: 0, max: 0xffffffff })
const noise = number(0, 1)
const testFraction = number(0, 0.9)
const exampleCount = fc.integer(LIMITS.examples)

function settings(of: NumberSettings): Record<string, fc.Arbitrary<number>> {
  return Object.fromEntries(
    Object.entries(of).map(([name, { min, max, integer }]) => [
      name,
      integer ? fc.integer({ min, max }) : number(min, max),
    ]),
  )
}

/** The bare name, or an object with some of its settings. */
function kind(
  catalogue: Readonly<Record<string, { readonly settings: NumberSettings }>>,
  more: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<unknown> {
  return fc.constantFrom(...Object.keys(catalogue)).chain((name) =>
    fc.oneof(
      fc.constant(name),
      some({ ...settings(catalogue[name].settings), ...more }).map((own) => ({
        ...own,
        kind: name,
      })),
    ),
  )
}

const activation = fc.constantFrom(...activationNames)
const drawn = some({ activation, initializer: kind(initializers) })
const of = (kindName: string, required: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(required).map((own) => ({ kind: kindName, ...own }))
const pool = (kindName: string) => of(kindName, settings(layerKinds.maxPool2d.settings))

const plainLayer = fc.oneof(
  { arbitrary: of('dense', { units: fc.integer({ min: 1, max: 64 }) }), weight: 6 },
  {
    arbitrary: of('conv2d', {
      ...settings(layerKinds.conv2d.settings),
      padding: fc.oneof(
        fc.constantFrom('valid', 'same'),
        fc.integer({ min: 0, max: LIMITS.padding }),
      ),
    }),
    weight: 4,
  },
  pool('maxPool2d'),
  pool('averagePool2d'),
  of('globalAveragePool2d', {}),
  of('flatten', {}),
  of('dropout', settings(layerKinds.dropout.settings)),
  of('batchNorm', settings(layerKinds.batchNorm.settings)),
)
const withOptions = fc.tuple(plainLayer, drawn).map(([layer, options]) => ({
  ...(layer.kind === 'dense' || layer.kind === 'conv2d' ? options : {}),
  ...layer,
}))
const block = fc
  .tuple(fc.array(withOptions, { minLength: 1, maxLength: 3 }), activation)
  .map(([own, name]) => ({ kind: 'residual', layers: own, activation: name }))

/** Layers of which some may not fit; see `fitted`. */
const layers = fc.array(fc.oneof({ arbitrary: withOptions, weight: 5 }, block), { maxLength: 6 })

/** A document whose layers have been mended until they fit. */
function fitted(document: Record<string, unknown>): Record<string, unknown> {
  const input = inputShape(valid({ ...document, layers: [] }))
  return { ...document, layers: fitLayers(input, document['layers'] as Experiment['layers']) }
}

const generated = (task: Task) =>
  fc
    .tuple(
      fc.constantFrom(...generatorNames.filter((name) => generators[name].task === task)),
      some({ examples: exampleCount, noise, testFraction }),
    )
    .map(([name, rest]) => ({
      data: { kind: 'generated', name, ...rest },
      columns: columnCount({ kind: 'generated', name } as GeneratedData),
    }))

const fromBundle = fc.constantFrom(...bundledNames).chain((name) => {
  const all = (tableSource(name)?.columns ?? []).map((column) => column.name)
  const choices = all.length > 0 ? [fc.shuffledSubarray(all, { minLength: 2 })] : []
  return fc
    .tuple(
      fc.oneof(fc.constant<string[]>([]), ...choices),
      some({ examples: fc.oneof(fc.constant(0), exampleCount), noise, testFraction }),
    )
    .map(([columns, rest]) => ({
      data: { kind: 'bundled', name, columns, ...rest },
      columns: columns.length || (all.length > 0 ? 2 : 64),
    }))
})

const table = (task: Task) =>
  fc
    .record({
      rows: fc.integer({ min: 1, max: 30 }),
      columns: fc.integer({ min: 1, max: 6 }),
      outputs: fc.integer({ min: 1, max: 4 }),
      asLabels: flag,
    })
    .chain(({ rows, columns, outputs, asLabels }) => {
      const grid = (width: number, cell: fc.Arbitrary<number>) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: rows,
          maxLength: rows,
        })
      const classIndex = fc.integer({ min: 0, max: LIMITS.classes - 1 })
      const labels = fc.array(classIndex, { minLength: rows, maxLength: rows })
      const targets =
        task === 'regression' ? grid(outputs, number(-1e30, 1e30)) : grid(1, classIndex)
      const answers =
        task === 'classification' && asLabels
          ? labels.map((given) => ({ labels: given }))
          : targets.map((given) => ({ targets: given }))
      return fc
        .tuple(grid(columns, number(-1e30, 1e30)), answers)
        .map(([inputs, given]) => ({ data: { kind: 'table', inputs, ...given }, columns }))
    })

const dataFor = (task: Task) =>
  task === 'regression'
    ? fc.oneof(generated(task), table(task))
    : fc.oneof(generated(task), fromBundle, table(task))

const featuresFor = (columns: number) =>
  columns > 2
    ? fc.constant([])
    : fc.subarray(featureNames.filter((name) => columns === 2 || features[name].ofOneVariable))

const rest = some({
  title: fc.string({ unit: 'binary', maxLength: 60 }),
  seed: some({ data: seed, weights: seed }),
  standardize: flag,
  schedule: kind(schedules),
  regularization: some({ l1: number(0, 10), l2: number(0, 10) }),
  clipping: some({ norm: number(0, 1e6), value: number(0, 1e6) }),
  batchSize: fc.integer({ min: 1, max: LIMITS.batchSize }),
  order: fc.constantFrom('shuffled', 'sequential', 'tensorflowPlayground'),
  stop: some({ steps: fc.nat(1e9), epochs: fc.nat(1e9), loss: number(0, 1e6) }),
  view: some({
    speed: number(0, 1e6),
    training: flag,
    test: flag,
    discretize: flag,
    contour: flag,
    contributions: flag,
    lossScale: fc.constantFrom('linear', 'logarithmic'),
    smoothing: number(0, 0.99),
    dock: fc.string({ maxLength: 40 }),
    edges: fc.constantFrom('weight', 'gradient', 'update', 'lastUpdate'),
    units: fc.constantFrom('output', 'delta'),
    advance: fc.constantFrom('step', 'epoch', 'phase'),
    step: fc.nat(1e9),
    bookmarks: fc.array(fc.record({ step: fc.nat(1e9) }), { maxLength: 3 }),
  }),
  pretraining: some({ steps: fc.nat(1000) }),
  variants: fc.array(
    fc.record({
      title: fc.string({ maxLength: 20 }),
      patch: some({ batchSize: fc.integer({ min: 1, max: 99 }), optimizer: kind(optimizers) }),
    }),
    { maxLength: 3 },
  ),
})

/** Any valid document, as a person might write it: some fields there, others left out. */
export const arbitraryDocument: fc.Arbitrary<Record<string, unknown>> = fc
  .constantFrom<Task>('classification', 'regression')
  .chain((task) => {
    const fitting = lossNames.filter((name) =>
      (losses[name].tasks as readonly string[]).includes(task),
    )
    const optimizer = kind(optimizers, { learningRate: number(0, LIMITS.learningRate) })
    return dataFor(task).chain(({ data, columns }) =>
      fc
        .tuple(rest, layers, fc.constantFrom(...fitting), optimizer, featuresFor(columns))
        .map(([others, hidden, loss, rule, names]) =>
          fitted({
            ...others,
            format: FORMAT,
            task,
            data,
            layers: hidden,
            loss,
            optimizer: rule,
            ...(names.length > 0 ? { features: names } : {}),
          }),
        ),
    )
  })

/** Any valid experiment; a quarter of them bring their own parameters. */
export const arbitraryExperiment: fc.Arbitrary<Experiment> = fc
  .tuple(arbitraryDocument, fc.integer({ min: 0, max: 3 }), number(-10, 10))
  .map(([document, dice, value]) => {
    const experiment = valid(document)
    const sizes = networkShape(experiment).parameters.map(({ shape }) =>
      shape.reduce((product, side) => product * side, 1),
    )
    // A link holds no more than so many.
    if (dice > 0 || sizes.reduce((a, b) => a + b, 0) > 20_000) return experiment
    const initialParameters = sizes.map((size) => new Array(size).fill(value))
    return valid({ ...document, initialParameters, pretraining: {} })
  })

function valid(document: unknown): Experiment {
  const result = parse(document)
  if (!result.ok) throw new Error(result.problems.map(problemText).join('\n'))
  return result.experiment
}
