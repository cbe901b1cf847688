import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryExperiment } from '../../model/arbitrary.test-support'
import { bundled, bundledNames, imageSetNames } from '../../model/bundled'
import { compact } from '../../model/compact'
import { generatorNames, pointGeneratorNames } from '../../model/datasets'
import type { Experiment, Layer } from '../../model/experiment'
import { classCount } from '../../model/network-shape'
import { parse, withDefaults } from '../../model/parse'
import { presetExperiment } from '../../model/presets'
import { createExperimentStore } from '../../store/experiment'
import {
  availableExamples,
  chooseAllColumns,
  chooseBundled,
  chooseClasses,
  chooseColumn,
  chooseGenerator,
  chooseShelf,
  editAugmentation,
  offeredFeatures,
  ownTestImages,
  shelfOf,
  toggleClass,
  toggleFeature,
} from './data-edits'

const circle = withDefaults({ title: 'Circle' })
const isValid = (experiment: Experiment) => parse(compact(experiment)).ok

/** A small convolutional network on MNIST, as a visitor may have built it. */
const convolutional = withDefaults({
  data: { kind: 'bundled', name: 'mnist' },
  loss: 'softmaxCrossEntropy',
  batchSize: 32,
  augmentation: { translation: 2, flip: true },
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 5 },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'residual', layers: [{ kind: 'conv2d', filters: 8, kernel: 3, padding: 'same' }] },
    { kind: 'globalAveragePool2d' },
    { kind: 'dense', units: 10 },
  ],
})
const kinds = ({ layers }: Experiment) => layers.map(({ kind }: Layer) => kind)

describe('choosing data', () => {
  it('gives a valid experiment from each data set to each other one', () => {
    for (const from of generatorNames) {
      const before = chooseGenerator(circle, from)
      for (const to of generatorNames) expect(isValid(chooseGenerator(before, to))).toBe(true)
      for (const to of bundledNames) expect(isValid(chooseBundled(before, to))).toBe(true)
    }
  })
  it('gives a valid experiment, whatever there was before', () => {
    const choices = [
      ...generatorNames.map((name) => (e: Experiment) => chooseGenerator(e, name)),
      ...bundledNames.map((name) => (e: Experiment) => chooseBundled(e, name)),
      ...imageSetNames.map(
        (name) => (e: Experiment) => chooseBundled(e, name, bundled[name].classes.slice(1, 3)),
      ),
      ...(['classification', 'regression', 'images'] as const).map(
        (shelf) => (e: Experiment) => chooseShelf(e, shelf),
      ),
    ]
    fc.assert(
      fc.property(arbitraryExperiment, fc.constantFrom(...choices), (before, choose) => {
        expect(parse(compact(choose(before)))).toMatchObject({ ok: true })
      }),
      { numRuns: 300 },
    )
  })
  it('picks a fitting loss and data set with the task', () => {
    const regression = chooseShelf(circle, 'regression')
    expect(regression).toMatchObject({ task: 'regression', loss: 'meanSquaredError' })
    expect(chooseShelf(regression, 'classification').loss).toBe('binaryCrossEntropy')
    expect(chooseShelf(circle, 'classification')).toBe(circle)
  })
  it('renames what was named after its data, and nothing else', () => {
    expect(chooseGenerator(circle, 'moons').title).toBe('Moons')
    expect(chooseBundled(circle, 'mnist', ['1', '5']).title).toBe('1 against 5')
    const mine = { ...circle, title: 'Mine' }
    expect(chooseGenerator(mine, 'moons').title).toBe('Mine')
  })
  it('keeps a noise that was set by hand', () => {
    const noisy = chooseGenerator(presetExperiment('circle') ?? circle, 'moons')
    expect(chooseGenerator(noisy, 'spiral').data).toMatchObject({ noise: 0.02 })
    const byHand = { ...noisy, data: { ...noisy.data, noise: 0.33 } } as Experiment
    expect(chooseGenerator(byHand, 'spiral').data).toMatchObject({ noise: 0.33 })
  })
  it('drops initial parameters of another shape', () => {
    const given = withDefaults({ layers: [], initialParameters: [[1, 2], [0]] })
    expect(chooseGenerator(given, 'moons').initialParameters).toBeDefined()
    expect(chooseGenerator(given, 'line').initialParameters).toBeUndefined()
    expect(chooseGenerator(given, 'shapes').initialParameters).toBeUndefined()
  })
})

describe('choosing images', () => {
  it('sets what goes with them', () => {
    const mnist = chooseBundled(circle, 'mnist')
    expect(mnist).toMatchObject({
      task: 'classification',
      loss: 'softmaxCrossEntropy',
      features: [],
      batchSize: 32,
      data: { name: 'mnist', classes: [], examples: 0 },
    })
    expect(shelfOf(mnist)).toBe('images')
    expect(chooseShelf(circle, 'images').data).toMatchObject({ name: 'digits', testFraction: 0.2 })
    expect(chooseGenerator(circle, 'shapes').data).toMatchObject({ examples: 1000, noise: 0.5 })
  })
  it('goes back to what points have', () => {
    const back = chooseGenerator(chooseBundled(circle, 'mnist'), 'circle')
    expect(back).toEqual({ ...circle, data: { ...circle.data, noise: 0.04 } })
  })
  it('takes away layers that need an image when leaving them, and augmentation', () => {
    const moons = chooseGenerator(convolutional, 'moons')
    expect(kinds(moons)).toEqual(['dense'])
    expect(moons.augmentation).toEqual(circle.augmentation)
    expect(moons).toMatchObject({ batchSize: 10, loss: 'binaryCrossEntropy', features: ['x', 'y'] })
    expect(isValid(moons)).toBe(true)
  })
  it('keeps the layers and the augmentation from images to images', () => {
    const shapes = chooseGenerator(convolutional, 'shapes')
    expect(shapes.layers).toEqual(convolutional.layers)
    expect(shapes.augmentation).toEqual(convolutional.augmentation)
    const digits = chooseBundled(convolutional, 'digits')
    expect(kinds(digits)).toEqual(kinds(convolutional))
  })
  it('keeps what was set by hand', () => {
    const mine = { ...circle, batchSize: 7, loss: 'hinge' } as const
    expect(chooseBundled(mine, 'mnist')).toMatchObject({ batchSize: 7, loss: 'hinge' })
  })
  it('is one edit, which undo takes back whole', () => {
    const { edit, undo, get } = createExperimentStore(convolutional)
    edit((e) => chooseGenerator(e, 'line'))
    expect(get().task).toBe('regression')
    undo()
    expect(get()).toEqual(convolutional)
  })
  it.each(pointGeneratorNames)('gives a valid experiment from a convolution to %s', (name) => {
    expect(isValid(chooseGenerator(convolutional, name))).toBe(true)
  })
})

describe('classes to tell apart', () => {
  const digits = chooseBundled(circle, 'digits')
  it('come and go, in the order of the catalogue', () => {
    const without = toggleClass(toggleClass(digits, '9'), '0')
    expect(without.data).toMatchObject({ classes: ['1', '2', '3', '4', '5', '6', '7', '8'] })
    expect(toggleClass(toggleClass(without, '0'), '9').data).toMatchObject({ classes: [] })
    expect(isValid(without)).toBe(true)
  })
  it('are at least two', () => {
    const two = chooseClasses(digits, ['1', '5'])
    expect(classCount(two.data)).toBe(2)
    expect(toggleClass(two, '5')).toBe(two)
    expect(toggleClass(two, '7').data).toMatchObject({ classes: ['1', '5', '7'] })
  })
  it('have one output for two, and one each for more', () => {
    const two = chooseClasses(digits, ['1', '5'])
    expect(two.loss).toBe('binaryCrossEntropy')
    expect(toggleClass(two, '7').loss).toBe('softmaxCrossEntropy')
    const hinge: Experiment = { ...digits, loss: 'hinge' }
    expect(chooseClasses(hinge, ['1', '5']).loss).toBe('hinge')
  })
  it('say how many images there are', () => {
    const counts = (classes: readonly string[]) => {
      const { data } = chooseBundled(circle, 'mnist', classes)
      return data.kind === 'bundled' && [availableExamples(data), ownTestImages(data)]
    }
    expect(counts([])).toEqual([5000, 1000])
    expect(counts(['1', '5'])).toEqual([1000, 200])
    expect(ownTestImages(digits.data)).toBe(0)
    expect(ownTestImages(chooseBundled(circle, 'iris').data)).toBe(0)
  })
})

it('changes one setting of augmentation and leaves the others', () => {
  const turned = editAugmentation(convolutional, { rotation: 10 })
  expect(turned.augmentation).toEqual({ ...convolutional.augmentation, rotation: 10 })
  expect(isValid(turned)).toBe(true)
})

describe('columns of bundled data', () => {
  const iris = chooseBundled(circle, 'iris')
  it('swaps a column that stands on the other axis', () => {
    const swapped = chooseColumn(iris, 0, 'petalWidth')
    expect(swapped.data).toMatchObject({ columns: ['petalWidth', 'petalLength'] })
    expect(chooseColumn(swapped, 0, 'petalLength').data).toMatchObject({ columns: [] })
  })
  it('feeds all columns, without features of the plane, and goes back', () => {
    const all = chooseAllColumns(iris, true)
    expect(all.features).toEqual([])
    expect(isValid(all)).toBe(true)
    expect(chooseAllColumns(all, false)).toEqual(iris)
  })
})

describe('features', () => {
  it('keeps the last one', () => {
    const one = toggleFeature(circle, 'y')
    expect(one.features).toEqual(['x'])
    expect(toggleFeature(one, 'x')).toBe(one)
  })
  it('stands in the order of the catalogue', () => {
    expect(toggleFeature(toggleFeature(circle, 'xSquared'), 'x').features).toEqual([
      'y',
      'xSquared',
    ])
  })
  it('offers what fits the data', () => {
    expect(offeredFeatures(circle.data)).toContain('radius')
    expect(offeredFeatures(chooseGenerator(circle, 'sine').data)).not.toContain('y')
    expect(offeredFeatures(chooseAllColumns(chooseBundled(circle, 'wine'), true).data)).toEqual([])
  })
})
