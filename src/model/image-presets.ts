import type { ActivationName } from './activations'
import { adam, type LayerDocuments, type Preset } from './preset'

const classification = { task: 'classification', loss: 'softmaxCrossEntropy' } as const

const dense = (units: number, activation: ActivationName = 'relu') =>
  ({ kind: 'dense', units, activation, initializer: 'heNormal' }) as const

/** A 3×3 convolution that keeps the size. */
const conv = (filters: number) => ({ kind: 'conv2d', filters, kernel: 3, padding: 'same' }) as const

const pool = { kind: 'maxPool2d' } as const

/** LeNet-5 with rectified units and max pooling; its third convolution is a dense layer here. */
const leNet: LayerDocuments = [
  { kind: 'conv2d', filters: 6, kernel: 5, padding: 'same' },
  pool,
  { kind: 'conv2d', filters: 16, kernel: 5 },
  pool,
  { kind: 'flatten' },
  dense(120),
  dense(84),
]

const tinyVgg: LayerDocuments = [
  conv(16),
  conv(16),
  pool,
  conv(32),
  conv(32),
  pool,
  { kind: 'flatten' },
  { kind: 'dropout', rate: 0.3 },
  dense(64),
]

/**
 * Convolutions of 8 filters, `depth` layers with weights in all: the first, pairs, the output. The
 * smaller initial weights let the signal fade on its way through plain layers.
 */
function deep(depth: 8 | 14 | 20, residual: boolean): LayerDocuments {
  const layer = { ...conv(8), initializer: 'glorotUniform' } as const
  const pair = residual
    ? ([{ kind: 'residual', layers: [layer, { ...layer, activation: 'identity' }] }] as const)
    : [layer, layer]
  const pairs = Array.from({ length: (depth - 2) / 2 }, () => pair).flat()
  return [layer, ...pairs, { kind: 'globalAveragePool2d' }]
}

const digits = { kind: 'bundled', name: 'digits', testFraction: 0.3 } as const

const deepPreset = (depth: 8 | 14 | 20, residual: boolean, description: string): Preset => ({
  title: residual ? `${depth} layers, residual` : `${depth} layers, plain`,
  description,
  document: {
    ...classification,
    data: digits,
    layers: deep(depth, residual),
    optimizer: adam(0.003),
    batchSize: 32,
  },
})

/** Ready-made experiments on images. */
export const imagePresets = {
  'lenet-5': {
    title: 'LeNet-5 on MNIST',
    description: 'The network that read cheques: watch six, then sixteen filters form.',
    document: {
      ...classification,
      data: { kind: 'bundled', name: 'mnist' },
      augmentation: { translation: 1.5, rotation: 8, scale: 0.08 },
      layers: leNet,
      optimizer: adam(0.002),
      schedule: { kind: 'cosine', steps: 1884, factor: 0.02 },
      batchSize: 32,
      view: { dock: 'featureMaps' },
    },
  },
  'tiny-vgg': {
    title: 'Tiny VGG on Fashion-MNIST',
    description: 'Pairs of 3×3 filters see as far as large ones and tell ten kinds of clothes.',
    document: {
      ...classification,
      data: { kind: 'bundled', name: 'fashion' },
      augmentation: { translation: 1, flip: true },
      layers: tinyVgg,
      optimizer: adam(0.002),
      schedule: { kind: 'cosine', steps: 1128, factor: 0.02 },
      batchSize: 32,
    },
  },
  'digits-logistic-regression': {
    title: 'Digits without hidden layers',
    description: 'Logistic regression: ten weight images, one for each digit.',
    document: {
      ...classification,
      data: digits,
      layers: [],
      optimizer: adam(0.01),
      batchSize: 32,
      view: { speed: 100 },
    },
  },
  'one-against-five': {
    title: '1 against 5',
    description: 'Two digits and one weight image: where ink speaks for one and against the other.',
    document: {
      task: 'classification',
      loss: 'binaryCrossEntropy',
      data: { ...digits, classes: ['1', '5'] },
      layers: [],
      optimizer: adam(0.01),
      batchSize: 16,
      view: { speed: 60 },
    },
  },
  'digits-64-2-3': {
    title: '64-2-3 network',
    description: 'Three digits through two hidden units, whose weights are pictures.',
    document: {
      ...classification,
      data: { ...digits, classes: ['0', '1', '4'] },
      layers: [{ kind: 'dense', units: 2, activation: 'sigmoid' }],
      optimizer: adam(0.02),
      batchSize: 16,
      view: { speed: 100 },
    },
  },
  'mnist-perceptron': {
    title: 'Multilayer perceptron on MNIST',
    description: 'One hidden layer sees all pixels at once; move a digit and it is lost.',
    document: {
      ...classification,
      data: { kind: 'bundled', name: 'mnist' },
      layers: [dense(64)],
      optimizer: adam(0.002),
      batchSize: 32,
    },
  },
  bars: {
    title: 'Bars',
    description: 'Four filters for four directions: the smallest convolution worth watching.',
    document: {
      ...classification,
      data: { kind: 'generated', name: 'bars', noise: 0.5 },
      layers: [{ kind: 'conv2d', filters: 4, kernel: 5 }, { kind: 'globalAveragePool2d' }],
      optimizer: adam(0.02),
      batchSize: 16,
      view: { speed: 60 },
    },
  },
  shapes: {
    title: 'Shapes',
    description: 'Circles, squares, triangles and crosses, anywhere and at any angle.',
    document: {
      ...classification,
      data: { kind: 'generated', name: 'shapes', examples: 1000, noise: 0.5 },
      layers: [conv(8), pool, conv(16), pool, { kind: 'flatten' }, dense(32)],
      optimizer: adam(0.003),
      batchSize: 32,
    },
  },
  'plain-8': deepPreset(8, false, 'Seven convolutions in a row still learn.'),
  'residual-8': deepPreset(8, true, 'The same with a way around every pair of layers.'),
  'plain-14': deepPreset(14, false, 'Thirteen convolutions in a row: the signal fades.'),
  'residual-14': deepPreset(14, true, 'The way around keeps the signal alive.'),
  'plain-20': deepPreset(20, false, 'Nineteen convolutions in a row learn nothing at all.'),
  'residual-20': deepPreset(
    20,
    true,
    'The same depth, and it learns: compare it with the plain one.',
  ),
} as const satisfies Record<string, Preset>
