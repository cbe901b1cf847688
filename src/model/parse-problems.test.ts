import { expect, test } from 'vitest'
import { parse } from './parse'
import { problemText } from './problem'

const valid = {
  format: 'glassnet/1',
  task: 'classification',
  data: { kind: 'generated', name: 'circle' },
  layers: [{ kind: 'dense', units: 4 }],
  loss: 'binaryCrossEntropy',
  optimizer: 'adam',
}
const table = (more: object) => ({
  data: {
    kind: 'table',
    inputs: [
      [1, 2],
      [3, 4],
    ],
    ...more,
  },
})
const digits = { data: { kind: 'bundled', name: 'digits' } }
const problemsOf = (document: unknown) => {
  const result = parse(document)
  return result.ok ? [] : result.problems.map(problemText)
}

test.each<[string, object, string[]]>([
  [
    'units out of range',
    { layers: [{ kind: 'dense', units: 129 }] },
    ['layers[0].units: must be a whole number from 1 to 128'],
  ],
  [
    'units not whole',
    { layers: [{ kind: 'dense', units: 2.5 }] },
    ['layers[0].units: must be a whole number from 1 to 128'],
  ],
  [
    'units as text',
    { layers: [{ kind: 'dense', units: '4' }] },
    ['layers[0].units: must be a whole number from 1 to 128'],
  ],
  [
    'an unknown kind of layer',
    { layers: [valid.layers[0], { kind: 'lstm', units: 4 }] },
    [
      'layers[1].kind: must be one of dense, conv2d, maxPool2d, averagePool2d, globalAveragePool2d, flatten, dropout, batchNorm, residual',
    ],
  ],
  [
    'too many layers',
    { layers: new Array(25).fill(valid.layers[0]) },
    ['layers: must hold at most 24 layers'],
  ],
  [
    'a convolution of points',
    { layers: [{ kind: 'conv2d', filters: 2 }] },
    [
      'layers[0]: A convolution needs an image with rows and columns; what comes in here is one row of numbers.',
    ],
  ],
  [
    'a convolution after all pixels stand in one row',
    { ...digits, layers: [{ kind: 'flatten' }, { kind: 'conv2d', filters: 2 }] },
    [
      'layers[1]: A convolution needs an image with rows and columns; what comes in here is one row of numbers.',
    ],
  ],
  [
    'a filter larger than its image',
    { ...digits, layers: [{ kind: 'maxPool2d' }, { kind: 'conv2d', filters: 2, kernel: 5 }] },
    ['layers[1].kernel: A window of 5×5 pixels does not fit an image of 4×4.'],
  ],
  [
    'a dilated filter larger than its image in a block',
    {
      ...digits,
      layers: [
        {
          kind: 'residual',
          layers: [{ kind: 'conv2d', filters: 2, kernel: 5, dilation: 3, padding: 2 }],
        },
      ],
    },
    [
      'layers[0].layers[0].kernel: A window of 13×13 pixels does not fit an image of 8×8 with padding 2.',
    ],
  ],
  [
    'a block whose input cannot be added',
    {
      ...digits,
      layers: [{ kind: 'residual', layers: [{ kind: 'conv2d', filters: 2, kernel: 4 }] }],
    },
    [
      'layers[0].layers: The block’s layers make 5×5×2 of 8×8×1, which no 1×1 projection of its input can be added to.',
    ],
  ],
  [
    'pooling windows of nothing but padding',
    { ...digits, layers: [{ kind: 'averagePool2d', size: 3, padding: 2 }] },
    [
      'layers[0].padding: A window of 3×3 can have padding of at most 1, so that it always holds a pixel of the image.',
    ],
  ],
  [
    'a block in a block',
    {
      ...digits,
      layers: [{ kind: 'residual', layers: [{ kind: 'residual', layers: [] }] }],
    },
    [
      'layers[0].layers[0].kind: must be one of dense, conv2d, maxPool2d, averagePool2d, globalAveragePool2d, flatten, dropout, batchNorm',
    ],
  ],
  [
    'padding of another name',
    { ...digits, layers: [{ kind: 'conv2d', filters: 2, padding: 'full' }] },
    ['layers[0].padding: must be valid, same or a whole number from 0 to 12'],
  ],
  [
    'columns of images',
    { data: { kind: 'bundled', name: 'digits', columns: ['x', 'y'] } },
    ['data.columns: must be left out: digits consists of images'],
  ],
  [
    'a class that a set has not',
    { data: { kind: 'bundled', name: 'digits', classes: ['1', 'seven', '1'] } },
    [
      'data.classes[1]: must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9',
      'data.classes[2]: names 1 a second time',
    ],
  ],
  [
    'a single class',
    { data: { kind: 'bundled', name: 'digits', classes: ['1'] } },
    ['data.classes: must name at least two classes, or none'],
  ],
  [
    'augmented points',
    { augmentation: { flip: true } },
    ['augmentation: is for data made of images'],
  ],
  [
    'an image of too few pixels',
    table({ shape: [3, 1, 1], labels: [0, 1] }),
    ['data.inputs[0]: must hold 3 numbers (3×1×1)'],
  ],
  [
    'an unknown initializer',
    { layers: [{ kind: 'dense', units: 1, initializer: 'glorot' }] },
    [
      'layers[0].initializer.kind: must be one of zeros, constant, uniform, normal, glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, orthogonal',
    ],
  ],
  [
    'a bad initializer setting',
    {
      layers: [{ kind: 'dense', units: 1, initializer: { kind: 'normal', deviation: -1 } }],
    },
    ['layers[0].initializer.deviation: must be a number from 0 to 10'],
  ],
  [
    'an unknown optimizer',
    { optimizer: 'adamax' },
    [
      'optimizer.kind: must be one of sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, adamw',
    ],
  ],
  [
    'a setting of another optimizer',
    { optimizer: { kind: 'sgd', beta1: 0.9 } },
    ['optimizer.beta1: is not a field of this format; allowed here: kind, learningRate'],
  ],
  [
    'a learning rate that is no number',
    { optimizer: { kind: 'sgd', learningRate: Number.NaN } },
    ['optimizer.learningRate: must be a number from 0 to 1000'],
  ],
  [
    'two unknown fields',
    { batchsize: 3, 'learning rate': 1 },
    [
      expect.stringMatching(/^batchsize: is not a field/),
      expect.stringMatching(/^\["learning rate"\]: is not a field/),
    ] as string[],
  ],
  ['a list for an object', { seed: [] }, ['seed: must be an object']],
  [
    'a seed too large',
    { seed: { data: 2 ** 32 } },
    ['seed.data: must be a whole number from 0 to 4294967295'],
  ],
  [
    'a loss for another task',
    {
      task: 'regression',
      data: { kind: 'generated', name: 'plane' },
      loss: 'hinge',
    },
    ['loss: must be one of meanSquaredError, meanAbsoluteError, huber for a regression'],
  ],
  [
    'a data set for another task',
    { task: 'regression', loss: 'huber' },
    ['task: must be classification, which is what the data set circle is for'],
  ],
  [
    'a bundled set for another task',
    {
      task: 'regression',
      loss: 'huber',
      data: { kind: 'bundled', name: 'iris' },
    },
    ['task: must be classification, which is what the data set iris is for'],
  ],
  [
    'an unknown data set',
    { data: { kind: 'generated', name: 'two spirals' } },
    [expect.stringMatching(/^data.name: must be one of circle, xor, /)] as string[],
  ],
  [
    'an unknown kind of data',
    { data: { kind: 'drawn' } },
    ['data.kind: must be one of generated, bundled, table'],
  ],
  [
    'too few examples',
    { data: { ...valid.data, examples: 19 } },
    ['data.examples: must be a whole number from 20 to 5000'],
  ],
  [
    'too few examples of a bundled set',
    { data: { kind: 'bundled', name: 'iris', examples: 5 } },
    ['data.examples: must be 0 (all) or a whole number from 20 to 5000'],
  ],
  [
    'wrong columns',
    {
      data: { kind: 'bundled', name: 'iris', columns: ['petalWidth', 'petal', 'petalWidth'] },
    },
    [
      'data.columns[1]: must be one of sepalLength, sepalWidth, petalLength, petalWidth',
      'data.columns[2]: names petalWidth a second time',
    ],
  ],
  [
    'a single column',
    { data: { kind: 'bundled', name: 'iris', columns: ['petalWidth'] } },
    ['data.columns: must name at least two columns, or none'],
  ],
  [
    'features of more columns',
    {
      data: {
        kind: 'bundled',
        name: 'iris',
        columns: ['sepalLength', 'petalLength', 'petalWidth'],
      },
      features: ['x'],
    },
    ['features: must be empty: all 3 columns of the data feed the network'],
  ],
  [
    'features that one variable has not',
    {
      task: 'regression',
      loss: 'huber',
      data: { kind: 'generated', name: 'sine' },
      features: ['x', 'y'],
    },
    ['features[1]: must be one of x, xSquared, sinX, cosX for data of one variable'],
  ],
  ['a feature twice', { features: ['x', 'x'] }, ['features[1]: names x a second time']],
  [
    'rows of different lengths',
    {
      data: { kind: 'table', inputs: [[1, 2], [3, 4], [5]], labels: [0, 1, 1] },
    },
    ['data.inputs[2]: must hold 2 numbers, as the first row does'],
  ],
  [
    'an empty row',
    { data: { kind: 'table', inputs: [[]], labels: [0] } },
    ['data.inputs[0]: must hold 1 to 64 numbers'],
  ],
  [
    'text in a table',
    {
      data: {
        kind: 'table',
        inputs: [
          [1, 2],
          [3, 'four'],
        ],
        labels: [0, 1],
      },
    },
    ['data.inputs[1][1]: must be a number from -1e30 to 1e30'],
  ],
  [
    'labels and targets',
    table({ labels: [0, 1], targets: [[0], [1]] }),
    ['data: must have exactly one of targets and labels'],
  ],
  ['neither labels nor targets', table({}), ['data: must have exactly one of targets and labels']],
  [
    'too few labels',
    table({ labels: [0] }),
    ['data.labels: must have one entry per input: 2, not 1'],
  ],
  [
    'an eleventh class',
    table({ labels: [0, 10] }),
    ['data.labels[1]: must be a whole number from 0 to 9'],
  ],
  [
    'targets that are no class',
    table({ targets: [[0], [0.5]] }),
    [
      'data.targets[1]: must hold one class index, a whole number from 0 to 9, for a classification',
    ],
  ],
  [
    'a regression of labels',
    { task: 'regression', loss: 'huber', ...table({ labels: [0, 1] }) },
    ['data.labels: is for a classification; a regression has targets'],
  ],
  [
    'no example left for training',
    table({ labels: [0, 1], testFraction: 0.9 }),
    ['data.testFraction: must leave at least one example for training'],
  ],
  [
    'a parameter too few',
    { initialParameters: [[1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0], [1, 1, 1, 1], [0]] },
    ['initialParameters[0]: must hold 8 numbers (layers/0/weight, 2 × 4), not 7'],
  ],
  [
    'too few lists of parameters',
    { initialParameters: [new Array(8).fill(1)] },
    [
      'initialParameters: must hold 4 lists (layers/0/weight, layers/0/bias, output/weight, output/bias), not 1',
    ],
  ],
  [
    'a missing field',
    { layers: undefined, loss: undefined },
    [expect.stringMatching(/^layers: /), expect.stringMatching(/^loss: /)] as string[],
  ],
  [
    'a newer version',
    { format: 'glassnet/3' },
    [
      'format: this document was made by a newer version of Glassnet (glassnet/3); this page reads up to glassnet/1',
    ],
  ],
  ['another format', { format: 'keras' }, ['format: must be "glassnet/1"']],
])('a document with %s says so, with the path', (_, change, messages) => {
  expect(problemsOf({ ...valid, ...change })).toEqual(messages)
})
