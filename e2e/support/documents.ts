import type { ExperimentDocument } from '../../src/model/document'

type Layers = ExperimentDocument['layers']

const tanh = (...widths: readonly number[]): Layers =>
  widths.map((units) => ({ kind: 'dense', units, activation: 'tanh' }))

const twoClasses = {
  format: 'glassnet/1',
  task: 'classification',
  loss: 'binaryCrossEntropy',
  seed: { data: 7, weights: 7 },
} as const

export const circle: ExperimentDocument = {
  ...twoClasses,
  title: 'Circle of the tests',
  data: { kind: 'generated', name: 'circle', examples: 300, noise: 0.02 },
  layers: tanh(4, 2),
  optimizer: { kind: 'adam', learningRate: 0.03 },
  batchSize: 10,
}

export const exclusiveOr: ExperimentDocument = {
  ...twoClasses,
  title: 'Exclusive or of the tests',
  data: { kind: 'generated', name: 'xor', examples: 300, noise: 0.02 },
  layers: tanh(4, 2),
  optimizer: { kind: 'adam', learningRate: 0.03 },
  batchSize: 10,
}

export const spiral: ExperimentDocument = {
  ...twoClasses,
  title: 'Spiral of the tests',
  data: { kind: 'generated', name: 'spiral', examples: 400, noise: 0.01 },
  layers: tanh(8, 8),
  optimizer: { kind: 'adam', learningRate: 0.02 },
  batchSize: 16,
}

export const threeGaussians: ExperimentDocument = {
  ...twoClasses,
  title: 'Three Gaussians of the tests',
  data: { kind: 'generated', name: 'threeGaussians', examples: 300, noise: 0.1 },
  layers: tanh(6),
  loss: 'softmaxCrossEntropy',
  optimizer: { kind: 'adam', learningRate: 0.03 },
  batchSize: 10,
}

/** Steps far too long: the loss passes every bound within a few of them. */
export const exploding: ExperimentDocument = {
  ...twoClasses,
  title: 'Far too fast',
  data: { kind: 'generated', name: 'circle', examples: 300 },
  layers: [{ kind: 'dense', units: 8, activation: 'relu' }],
  optimizer: { kind: 'sgd', learningRate: 10 },
  batchSize: 10,
}

const imageClasses = {
  format: 'glassnet/1',
  task: 'classification',
  loss: 'softmaxCrossEntropy',
  seed: { data: 7, weights: 7 },
  optimizer: { kind: 'adam', learningRate: 0.001 },
  batchSize: 32,
} as const

/** LeNet-5 on handwritten digits. */
export const lenet: ExperimentDocument = {
  ...imageClasses,
  title: 'LeNet of the tests',
  data: { kind: 'bundled', name: 'mnist', examples: 500 },
  layers: [
    { kind: 'conv2d', filters: 6, kernel: 5, padding: 'same' },
    { kind: 'maxPool2d' },
    { kind: 'conv2d', filters: 16, kernel: 5 },
    { kind: 'maxPool2d' },
    { kind: 'flatten' },
    { kind: 'dense', units: 120, activation: 'relu' },
    { kind: 'dense', units: 84, activation: 'relu' },
  ],
}

/** A small convolutional network on digits of 8×8 pixels. */
export const smallDigits: ExperimentDocument = {
  ...imageClasses,
  title: 'Digits of the tests',
  data: { kind: 'bundled', name: 'digits', examples: 200 },
  layers: [
    { kind: 'conv2d', filters: 6, kernel: 3, padding: 'same' },
    { kind: 'maxPool2d' },
    { kind: 'flatten' },
  ],
}
