import { expect, it } from 'vitest'
import { type DenseLayer, type Experiment, LIMITS } from '../../model/experiment'
import {
  addLayer,
  moveLayer,
  removeLayer,
  setActivation,
  setInitializer,
  setInitializerSetting,
  setUnits,
} from './edits'

const layer = (units: number): DenseLayer => ({
  kind: 'dense',
  units,
  activation: 'relu',
  initializer: { kind: 'heUniform' },
})

function experiment(...units: number[]): Experiment {
  return {
    format: 'glassnet/1',
    title: '',
    task: 'classification',
    seed: { data: 1, weights: 1 },
    data: { kind: 'generated', name: 'circle', examples: 100, noise: 0, testFraction: 0.5 },
    features: ['x', 'y'],
    standardize: false,
    augmentation: { translation: 0, rotation: 0, scale: 0, flip: false, noise: 0 },
    layers: units.map(layer),
    loss: 'binaryCrossEntropy',
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    schedule: { kind: 'constant' },
    regularization: { l1: 0, l2: 0 },
    clipping: { norm: 0, value: 0 },
    batchSize: 10,
    order: 'shuffled',
    stop: { steps: 0, epochs: 0, loss: 0, plateau: 0 },
    initialParameters: [[1]],
    view: {
      speed: 0,
      training: true,
      test: true,
      discretize: false,
      contour: true,
      contributions: false,
      lossScale: 'linear',
      smoothing: 0,
      dock: '',
    },
  }
}

const unitsOf = ({ layers }: Experiment) => layers.map((layer) => 'units' in layer && layer.units)

it('adds a layer as wide as the one before it', () => {
  expect(unitsOf(addLayer(1)(experiment(3, 5)))).toEqual([3, 3, 5])
  expect(unitsOf(addLayer(0)(experiment(3, 5)))).toEqual([3, 3, 5])
  expect(unitsOf(addLayer(2)(experiment(3, 5)))).toEqual([3, 5, 5])
  expect(addLayer(1)(experiment(3, 5)).layers[1].activation).toBe('relu')
})

it('adds a first layer', () => {
  expect(unitsOf(addLayer(0)(experiment()))).toEqual([4])
})

it('adds no layer beyond the limit', () => {
  const full = experiment(...Array<number>(LIMITS.hiddenLayers).fill(2))
  expect(addLayer(0)(full)).toBe(full)
})

it('moves and removes layers', () => {
  expect(unitsOf(moveLayer(0, 2)(experiment(1, 2, 3)))).toEqual([2, 3, 1])
  expect(unitsOf(moveLayer(2, 0)(experiment(1, 2, 3)))).toEqual([3, 1, 2])
  expect(unitsOf(removeLayer(1)(experiment(1, 2, 3)))).toEqual([1, 3])
})

it('leaves the document as it is where a move leads nowhere', () => {
  const before = experiment(1, 2)
  expect(moveLayer(0, 0)(before)).toBe(before)
  expect(moveLayer(0, 2)(before)).toBe(before)
  expect(moveLayer(0, -1)(before)).toBe(before)
})

it('keeps the number of units within its limits', () => {
  expect(unitsOf(setUnits(0, 1000)(experiment(3)))).toEqual([LIMITS.units])
  expect(unitsOf(setUnits(0, -1)(experiment(3)))).toEqual([1])
  const before = experiment(3)
  expect(setUnits(0, Number.NaN)(before)).toBe(before)
})

it('drops given parameters when the shape or the initializer changes, and only then', () => {
  expect(setUnits(0, 4)(experiment(3)).initialParameters).toBeUndefined()
  expect(setInitializer(0, 'zeros')(experiment(3)).initialParameters).toBeUndefined()
  expect(setActivation(0, 'sine')(experiment(3)).initialParameters).toEqual([[1]])
})

it('gives a new initializer its default settings', () => {
  const constant = setInitializer(0, 'constant')(experiment(3))
  expect(constant.layers[0].initializer).toEqual({ kind: 'constant', value: 0.1 })
  const set = setInitializerSetting(0, 'value', 0.5)(constant)
  expect(set.layers[0].initializer).toEqual({ kind: 'constant', value: 0.5 })
})
