import type { Experiment } from '../model/experiment'

/** The preset `circle` in full, so that a first visit reads no document; a test compares the two. */
export const firstExperiment: Experiment = {
  format: 'glassnet/1',
  title: 'Circle',
  task: 'classification',
  seed: {
    data: 1,
    weights: 1,
  },
  data: {
    kind: 'generated',
    name: 'circle',
    examples: 500,
    noise: 0.04,
    testFraction: 0.5,
  },
  standardize: false,
  augmentation: {
    translation: 0,
    rotation: 0,
    scale: 0,
    flip: false,
    noise: 0,
  },
  layers: [
    {
      kind: 'dense',
      units: 6,
      activation: 'tanh',
      initializer: {
        kind: 'glorotUniform',
      },
    },
    {
      kind: 'dense',
      units: 3,
      activation: 'tanh',
      initializer: {
        kind: 'glorotUniform',
      },
    },
  ],
  loss: 'binaryCrossEntropy',
  optimizer: {
    kind: 'adam',
    learningRate: 0.03,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  },
  schedule: {
    kind: 'constant',
  },
  regularization: {
    l1: 0,
    l2: 0,
  },
  clipping: {
    norm: 0,
    value: 0,
  },
  batchSize: 10,
  order: 'shuffled',
  stop: {
    steps: 0,
    epochs: 0,
    loss: 0,
    plateau: 0,
  },
  pretraining: {
    steps: 0,
  },
  variants: [],
  view: {
    speed: 500,
    training: true,
    test: true,
    discretize: false,
    contour: true,
    contributions: false,
    lossScale: 'linear',
    smoothing: 0,
    dock: '',
    edges: 'weight',
    units: 'output',
    advance: 'step',
    step: 0,
    bookmarks: [],
  },
  features: ['x', 'y'],
}
