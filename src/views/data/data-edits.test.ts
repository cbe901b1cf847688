import { describe, expect, it } from 'vitest'
import { compact } from '../../model/compact'
import { generatorNames } from '../../model/datasets'
import type { Experiment } from '../../model/experiment'
import { parse, withDefaults } from '../../model/parse'
import { presetExperiment } from '../../model/presets'
import {
  chooseAllColumns,
  chooseBundled,
  chooseColumn,
  chooseGenerator,
  chooseTask,
  offeredFeatures,
  toggleFeature,
} from './data-edits'

const circle = withDefaults({ title: 'Circle' })
const isValid = (experiment: Experiment) => parse(compact(experiment)).ok

describe('choosing data', () => {
  it('gives a valid experiment from each data set to each other one', () => {
    for (const from of generatorNames) {
      const before = chooseGenerator(circle, from)
      for (const to of generatorNames) expect(isValid(chooseGenerator(before, to))).toBe(true)
      expect(isValid(chooseBundled(before, 'iris'))).toBe(true)
    }
  })
  it('picks a fitting loss and data set with the task', () => {
    const regression = chooseTask(circle, 'regression')
    expect(regression).toMatchObject({ task: 'regression', loss: 'meanSquaredError' })
    expect(chooseTask(regression, 'classification').loss).toBe('binaryCrossEntropy')
    expect(chooseTask(circle, 'classification')).toBe(circle)
  })
  it('renames what was named after its data, and nothing else', () => {
    expect(chooseGenerator(circle, 'moons').title).toBe('Moons')
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
  })
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
