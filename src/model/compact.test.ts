import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryExperiment } from './arbitrary.test-support'
import { compact } from './compact'
import { parse, withDefaults } from './parse'

test('a compact document reads as the same experiment', () => {
  fc.assert(
    fc.property(arbitraryExperiment, (experiment) => {
      expect(parse(compact(experiment))).toEqual({ ok: true, experiment })
    }),
  )
})

test('defaults are left out and bare names stand for their settings', () => {
  const experiment = withDefaults({
    seed: { data: 1, weights: 5 },
    features: ['x', 'y'],
    layers: [
      { kind: 'dense', units: 3, activation: 'tanh', initializer: 'glorotUniform' },
      { kind: 'dense', units: 2, initializer: { kind: 'normal', deviation: 0.5 } },
    ],
    optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.8 },
    schedule: { kind: 'cosine', steps: 5000 },
    stop: { steps: 0, epochs: 10 },
    view: { test: true },
  })
  expect(compact(experiment)).toEqual({
    format: 'glassnet/1',
    task: 'classification',
    seed: { weights: 5 },
    data: { kind: 'generated', name: 'circle' },
    layers: [
      { kind: 'dense', units: 3 },
      { kind: 'dense', units: 2, initializer: 'normal' },
    ],
    loss: 'binaryCrossEntropy',
    optimizer: { kind: 'adam', beta1: 0.8 },
    schedule: 'cosine',
    stop: { epochs: 10 },
  })
})

test('the order in which fields were set does not matter', () => {
  const experiment = withDefaults({ title: 'One', seed: { data: 2 }, batchSize: 5 })
  const reversed = Object.fromEntries(Object.entries(experiment).reverse())
  expect(JSON.stringify(compact(reversed as unknown as typeof experiment))).toBe(
    JSON.stringify(compact(experiment)),
  )
})
