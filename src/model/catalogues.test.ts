import { expect, test } from 'vitest'
import goldenLosses from '../../golden/losses.json'
import goldenOptimizers from '../../golden/optimizers.json'
import { lossNames } from './losses'
import { optimizerNames, optimizers } from './optimizers'
import type { NumberSettings } from './setting'

test('losses are those of the golden file', () => {
  expect([...lossNames].sort()).toEqual([...new Set(goldenLosses.cases.map((c) => c.loss))].sort())
})

test('optimizers are those of the golden file', () => {
  const names = new Set(goldenOptimizers.cases.map((c) => c.optimizer))
  expect([...optimizerNames].sort()).toEqual([...names].sort())
})

test.each(optimizerNames)('%s has the settings of the golden file', (name) => {
  const notSettings = ['learningRate', 'l2', 'note', 'form']
  const given = goldenOptimizers.cases
    .filter((c) => c.optimizer === name)
    .flatMap(({ attrs }) => Object.keys(attrs))
    .filter((key) => !notSettings.includes(key))
  expect(Object.keys(optimizers[name].settings).sort()).toEqual([...new Set(given)].sort())
})

test.each(optimizerNames)('the defaults of %s lie within their bounds', (name) => {
  const settings: NumberSettings = optimizers[name].settings
  expect(Object.keys(settings).length).toBeLessThanOrEqual(4)
  for (const setting of Object.values(settings)) {
    expect(setting.default).toBeGreaterThanOrEqual(setting.min)
    expect(setting.default).toBeLessThanOrEqual(setting.max)
  }
})
