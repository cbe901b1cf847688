import { bundled, bundledNames, imageSource, tableSource } from './bundled'
import { generators } from './datasets'
import { LIMITS } from './experiment'
import { features } from './features'
import { initializers } from './initializers'
import { block, plainLayer } from './json-schema-layers.test-support'
import {
  flag,
  type JsonSchema,
  kindOf,
  list,
  namesOf,
  number,
  object,
  whole,
} from './json-schema-parts.test-support'
import { losses } from './losses'
import { optimizers } from './optimizers'
import { schedules } from './schedules'
import { MOST_VARIANTS, SHARED_FIELDS } from './variants'

const row = { type: 'array', items: { type: 'number' } }
const testFraction = (fallback: number) =>
  number(0, 0.9, fallback, 'Share of the examples kept for testing.')
const noise = (fallback: number, description: string) => number(0, 1, fallback, description)

const generated = object(
  {
    kind: { const: 'generated' },
    name: { oneOf: namesOf(generators, ({ label, task, help }) => `${label} (${task}). ${help}`) },
    examples: whole(LIMITS.examples.min, LIMITS.examples.max, 500, 'Training and test together.'),
    noise: noise(
      0.1,
      'Standard deviation of a normal displacement: of the points of a classification in units of 5 (half the plane), of the targets of a regression as they are.',
    ),
    testFraction: testFraction(0.5),
  },
  ['kind', 'name'],
  'Points drawn from a formula and seed.data.',
)

const fromBundle = object(
  {
    kind: { const: 'bundled' },
    name: { oneOf: namesOf(bundled, ({ label, help }) => `${label}. ${help}`) },
    columns: {
      ...list(
        {
          enum: bundledNames.flatMap(
            (name) => tableSource(name)?.columns.map((own) => own.name) ?? [],
          ),
        },
        'Two columns stand on the plane, x first; more feed the network as they are. None named: the principal pair.',
        0,
        LIMITS.tableColumns,
      ),
      default: [],
    },
    classes: {
      ...list(
        {
          enum: [...new Set(bundledNames.flatMap((name) => imageSource(name)?.classes ?? []))],
        },
        'Of images: the classes to tell apart. None named: all of them.',
        0,
        LIMITS.classes,
      ),
      default: [],
    },
    examples: {
      description: 'A seeded choice of that many rows, or training images; 0 means all.',
      anyOf: [{ const: 0 }, whole(LIMITS.examples.min, LIMITS.examples.max)],
      default: 0,
    },
    noise: noise(
      0,
      'Standard deviation of a normal displacement: of points in units of 5 on the plane, of pixels in units of their range.',
    ),
    testFraction: number(
      0,
      0.9,
      0.5,
      'Share of the examples kept for testing; sets with test images of their own keep those instead.',
    ),
  },
  ['kind', 'name'],
  'A data set that comes with the page.',
)

const table = object(
  {
    kind: { const: 'table' },
    shape: {
      description:
        'Where each row is an image: its rows, columns and channels, pixels in that order from 0 to 1.',
      type: 'array',
      items: whole(1, LIMITS.imageSide),
      minItems: 3,
      maxItems: 3,
    },
    classes: list(
      { type: 'string', maxLength: 60 },
      'Names of the classes, in the order of their indices.',
      2,
      LIMITS.classes,
    ),
    inputs: list(row, 'One row per example, all of the same length.', 1, LIMITS.tableRows),
    targets: list(
      row,
      'Rows of outputs for a regression, or of one class index each. Exactly one of targets and labels is given.',
      1,
      LIMITS.tableRows,
    ),
    labels: list(
      whole(0, LIMITS.classes - 1),
      'Class indices for a classification.',
      1,
      LIMITS.tableRows,
    ),
    testFraction: testFraction(0),
  },
  ['kind', 'inputs'],
  'Rows written out; they keep their order and are not scaled.',
)

const seed = (description: string) => whole(0, 0xffffffff, 1, description)

/** The whole format, for editors and other programs: `public/experiment.schema.json`. */
export const experimentJsonSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Glassnet experiment',
  ...object(
    {
      $schema: { type: 'string', maxLength: 200, description: 'For editors; otherwise ignored.' },
      format: { const: 'glassnet/1', description: 'The version of the format.' },
      title: { type: 'string', maxLength: 120, default: '', description: 'A name for people.' },
      task: {
        description: 'A classification tells classes apart, a regression predicts numbers.',
        enum: ['classification', 'regression'],
      },
      seed: object(
        {
          data: seed('Fixes the points, the noise and the split.'),
          weights: seed('Fixes the initial weights and the order of the examples.'),
        },
        [],
        'The same seeds give the same run, bit for bit.',
      ),
      data: { description: 'What the network learns from.', oneOf: [generated, fromBundle, table] },
      features: {
        description:
          'Functions of the plane or line that feed the network. Left out or empty: x and y for two columns, x for one; more columns feed it as they are.',
        type: 'array',
        items: { oneOf: namesOf(features, ({ label }) => label) },
        maxItems: Object.keys(features).length,
        uniqueItems: true,
      },
      standardize: flag(
        false,
        'Whether inputs are shifted and scaled to mean 0 and deviation 1 over the training set.',
      ),
      augmentation: object(
        {
          translation: number(0, 8, 0, 'Most pixels that an image moves in each direction.'),
          rotation: number(0, 45, 0, 'Most degrees that it turns either way.'),
          scale: number(0, 0.5, 0, 'Most that it grows or shrinks, as a share of its size.'),
          flip: flag(false, 'Whether every other image, by chance, is mirrored left to right.'),
          noise: number(0, 0.5, 0, 'Standard deviation of what is added to each pixel.'),
        },
        [],
        'Random changes to every training image, drawn anew in each step.',
      ),
      layers: list(
        { oneOf: [...plainLayer.oneOf, block] },
        'The hidden layers. The output layer follows from task, data and loss.',
        0,
        LIMITS.hiddenLayers,
      ),
      loss: {
        description: 'What training makes small: its mean over the batch.',
        oneOf: namesOf(losses, ({ label, equation, help }) => `${label}: ${equation}. ${help}`),
      },
      optimizer: kindOf(
        optimizers,
        'How gradients change parameters; a bare name stands for its defaults.',
        ({ label, equation }) => `${label}: ${equation}`,
        ({ defaultLearningRate }) => ({
          learningRate: number(0, LIMITS.learningRate, defaultLearningRate, 'Learning rate η.'),
        }),
      ),
      schedule: {
        ...kindOf(
          schedules,
          'The learning rate is multiplied by it; t counts updates from 0.',
          ({ label, equation }) => `${label}: ${equation}`,
        ),
        default: 'constant',
      },
      regularization: object(
        {
          l1: number(0, 10, 0, 'Penalty λ·|w| on every weight.'),
          l2: number(0, 10, 0, 'Penalty ½·λ·w² on every weight.'),
        },
        [],
        'Penalties on weights, not on biases; reported losses do not include them.',
      ),
      clipping: object(
        {
          norm: number(0, 1e6, 0, 'Bound on the length of the whole gradient; 0 means none.'),
          value: number(0, 1e6, 0, 'Bound on the size of each gradient; 0 means none.'),
        },
        [],
        'Bounds on the gradient of the loss, before regularization: first by value, then by norm.',
      ),
      batchSize: whole(1, LIMITS.batchSize, 10, 'Examples per update.'),
      order: {
        description: 'How an epoch visits the training set.',
        oneOf: [
          { const: 'shuffled', description: 'In a new random order each epoch.' },
          { const: 'sequential', description: 'As the examples stand.' },
          {
            const: 'tensorflowPlayground',
            description: 'As they stand; a remainder is carried into the next epoch.',
          },
        ],
        default: 'shuffled',
      },
      stop: object(
        {
          steps: whole(0, 1e9, 0, 'Pause after this many updates.'),
          epochs: whole(0, 1e9, 0, 'Pause after this many epochs.'),
          loss: number(0, 1e6, 0, 'Pause once the test loss is at most this.'),
          plateau: whole(0, 1e9, 0, 'Pause after this many epochs without a lower test loss.'),
        },
        [],
        'When to pause by itself; 0 means never.',
      ),
      initialParameters: list(
        row,
        'Parameters to start from, instead of what initializers draw: flat lists in the order of docs/experiment-format.md, layer by layer; the output layer last.',
        0,
        1000,
      ),
      pretraining: object(
        {
          steps: whole(
            0,
            LIMITS.pretrainingSteps,
            0,
            'Updates for each layer with parameters; 0 means none.',
          ),
        },
        [],
        'Greedy layer-by-layer training before step 0: each layer is trained with an output layer of its own on top of those before it, which are held still.',
      ),
      variants: {
        ...list(
          object(
            {
              title: { type: 'string', maxLength: 80, default: '', description: 'Its name.' },
              patch: {
                type: 'object',
                description: `A JSON merge patch (RFC 7396) of this document: objects are merged, null takes a field back to its default, anything else replaces, lists as a whole. An object of another kind replaces too. All variants share ${SHARED_FIELDS.join(', ')}.`,
              },
            },
            ['patch'],
          ),
          'Experiments that train beside this one in lock-step: the same but for a patch.',
          0,
          MOST_VARIANTS,
        ),
        default: [],
      },
      view: object(
        {
          speed: number(0, 1e6, 0, 'Updates per second; 0 means as fast as possible.'),
          training: flag(true, 'Show the training examples.'),
          test: flag(true, 'Show the test examples.'),
          discretize: flag(false, 'Colour the predicted class alone.'),
          contour: flag(true, 'Draw the border between classes.'),
          contributions: flag(false, 'Draw the share of each hidden unit in a fitted curve.'),
          lossScale: {
            description: 'Axis of the loss.',
            enum: ['linear', 'logarithmic'],
            default: 'linear',
          },
          smoothing: number(0, 0.99, 0, 'Share of the running average that curves keep.'),
          dock: { type: 'string', maxLength: 40, default: '', description: 'The open tab below.' },
          edges: {
            description: 'What the edges of the network show.',
            enum: ['weight', 'gradient', 'update', 'lastUpdate'],
            default: 'weight',
          },
          units: {
            description: 'What the units of the network show.',
            enum: ['output', 'delta'],
            default: 'output',
          },
          advance: {
            description: 'What the step button makes.',
            enum: ['step', 'epoch', 'phase'],
            default: 'step',
          },
          step: whole(0, 1e9, 0, 'The step at which it opens: it is trained up to there.'),
          bookmarks: {
            ...list(
              object(
                {
                  step: whole(0, 1e9),
                  title: { type: 'string', maxLength: 60, default: '' },
                },
                ['step'],
              ),
              'Places on the time line to come back to.',
              0,
              LIMITS.bookmarks,
            ),
            default: [],
          },
        },
        [],
        'What is shown and how; nothing here changes a number of the run.',
      ),
    },
    ['format', 'task', 'data', 'layers', 'loss', 'optimizer'],
    'One run of a small neural network, complete: its data, network, training and seeds.',
  ),
  $defs: {
    plainLayer,
    initializer: {
      ...kindOf(
        initializers,
        'How weights are drawn; biases start at 0. A bare name stands for its defaults.',
        ({ label, equation }) => `${label}: ${equation}`,
      ),
    },
  },
}

/** JSON as Biome formats it: lists of plain values on one line where they fit. */
export function formatJson(value: unknown, indent = '', room = 100): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    const plain = value.every((item) => typeof item !== 'object')
    if (plain && line.length <= room) return line
    const items = value.map((item) => `${deeper}${formatJson(item, deeper, 99 - deeper.length)}`)
    return `[\n${items.join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).map(([name, field]) => {
    const start = `${deeper}${JSON.stringify(name)}: `
    return `${start}${formatJson(field, deeper, 99 - start.length)}`
  })
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`
}
