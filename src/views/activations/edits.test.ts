import { expect, it } from 'vitest'
import { parse } from '../../model/parse'
import { layerNamed, withActivation } from './edits'

const result = parse({
  format: 'glassnet/1',
  task: 'classification',
  data: { kind: 'bundled', name: 'digits' },
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, padding: 'same', activation: 'relu' },
    {
      kind: 'residual',
      layers: [
        { kind: 'conv2d', filters: 4, kernel: 3, padding: 'same', activation: 'relu' },
        { kind: 'batchNorm' },
      ],
      activation: 'relu',
    },
    { kind: 'flatten' },
  ],
  loss: 'softmaxCrossEntropy',
  optimizer: { kind: 'sgd', learningRate: 0.1 },
})
if (!result.ok) throw new Error('the document is wrong')
const { experiment } = result

it.each(['layers/0', 'layers/1', 'layers/1/layers/0', 'layers/1/layers/1'])(
  'changes the activation of %s alone',
  (name) => {
    const after = withActivation(experiment, name, 'mish')
    expect(layerNamed(after, name)).toMatchObject({ activation: 'mish' })
    const names = ['layers/0', 'layers/1', 'layers/1/layers/0', 'layers/1/layers/1']
    for (const other of names.filter((each) => each !== name)) {
      expect(layerNamed(after, other)).toHaveProperty(
        'activation',
        Reflect.get(layerNamed(experiment, other) ?? {}, 'activation'),
      )
    }
  },
)

it.each(['layers/2', 'output', 'layers/9', 'layers/1/projection'])(
  'leaves the document alone for %s, which has none to set',
  (name) => {
    expect(withActivation(experiment, name, 'mish')).toBe(experiment)
  },
)

it('leaves it alone where nothing changes', () => {
  expect(withActivation(experiment, 'layers/0', 'relu')).toBe(experiment)
})
