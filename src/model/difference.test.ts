import { expect, test } from 'vitest'
import { differenceText } from './difference'
import type { ExperimentDocument } from './document'
import { withDefaults } from './parse'
import { presetExperiment } from './presets'
import { remedies } from './remedies'
import { patchBetween, patched } from './variants'

const base = withDefaults({
  layers: Array.from({ length: 4 }, () => ({ kind: 'dense', units: 5, activation: 'sigmoid' })),
  optimizer: { kind: 'sgd', learningRate: 0.1 },
})
const text = (changes: Partial<ExperimentDocument>) =>
  differenceText(base, withDefaults({ ...base, ...changes }))
const dense = (units: number, activation: 'relu' | 'sigmoid' = 'sigmoid') =>
  ({ kind: 'dense', units, activation }) as const

test('remedies are named by what they change', () => {
  const named = Object.fromEntries(
    remedies.flatMap(({ id, apply }) => {
      const after = apply(base)
      return after ? [[id, differenceText(base, after)]] : []
    }),
  )
  expect(named).toEqual({
    relu: 'ReLU in place of sigmoid',
    tanh: 'tanh in place of sigmoid',
    elu: 'ELU in place of sigmoid',
    gelu: 'GELU in place of sigmoid',
    leakyRelu: 'leaky ReLU in place of sigmoid',
    he: 'He normal initialization in place of Glorot uniform',
    batchNorm: 'batch normalization',
    residual: 'residual connections',
    fewerLayers: '2 hidden layers in place of 4',
    pretraining: 'layer-by-layer pre-training, 2,000 steps each',
    adam: 'Adam in place of SGD and learning rate 0.01 in place of 0.1',
    clipping: 'gradients clipped to length 1',
    smallerRate: 'learning rate 0.01 in place of 0.1',
    largerRate: 'learning rate 1 in place of 0.1',
  })
})

test('the way back is named too', () => {
  const back = (id: string) => {
    const after = remedies.find((remedy) => remedy.id === id)?.apply(base)
    return after && differenceText(after, base)
  }
  expect(back('batchNorm')).toBe('no batch normalization')
  expect(back('residual')).toBe('no residual connections')
  expect(back('clipping')).toBe('gradients of any length')
  expect(back('pretraining')).toBe('no pre-training')
})

test('several differences are joined', () => {
  expect(
    text({ layers: [dense(5, 'relu'), dense(5, 'relu')], batchSize: 20, seed: { weights: 7 } }),
  ).toBe(
    '2 hidden layers in place of 4, ReLU in place of sigmoid, batches of 20 in place of 10 and seed 7 of the weights',
  )
})

test('of single layers it says which', () => {
  const layers = [dense(5), dense(5, 'relu'), dense(5), dense(5)]
  expect(text({ layers })).toBe('ReLU in place of sigmoid in hidden layer 2')
  expect(text({ layers: [dense(5), dense(5, 'relu'), dense(5, 'relu'), dense(5)] })).toBe(
    'ReLU in place of sigmoid in 2 of 4 hidden layers',
  )
  expect(text({ layers: [dense(5), dense(3), dense(5), dense(5)] })).toBe(
    '5-3-5-5 units in place of 5-5-5-5',
  )
})

test('what has no words of its own is named by its field at least', () => {
  const [first, ...others] = base.layers
  const biased = { kind: 'normal', deviation: 0.3 } as const
  expect(text({ layers: [{ ...first, initializer: biased } as never, ...others] })).toBe(
    'other initialization',
  )
  expect(text({ optimizer: { kind: 'adam', learningRate: 0.1 } })).toBe('Adam in place of SGD')
  const adam = withDefaults({ optimizer: 'adam' })
  const slower = withDefaults({ optimizer: { kind: 'adam', beta1: 0.5 } })
  expect(differenceText(adam, slower)).toMatch(/0\.5 in place of 0\.9$/)
  const net = presetExperiment('lenet-5')
  expect(
    net && differenceText(net, { ...net, augmentation: { ...net.augmentation, flip: true } }),
  ).toBe('other augmentation')
})

test('pooling whose stride goes without saying is the same', () => {
  const net = presetExperiment('lenet-5')
  const patch = { optimizer: { kind: 'sgd', learningRate: 0.1 } }
  const after = net && withDefaults(patched(net, { title: '', patch }))
  expect(after && differenceText(net, after)).toBe(
    'SGD in place of Adam and learning rate 0.1 in place of 0.002',
  )
  expect(after && patchBetween(net, after)).toEqual(patch)
})

test('where training is the same, it says so', () => {
  expect(
    differenceText(base, { ...base, title: 'Another', view: { ...base.view, speed: 3 } }),
  ).toBe('the same')
})
