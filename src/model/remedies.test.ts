import { expect, test } from 'vitest'
import type { Experiment } from './experiment'
import { networkShape } from './network-shape'
import { withDefaults } from './parse'
import { presetExperiment, presetIds } from './presets'
import { remedies, remediesFor } from './remedies'
import { patchBetween } from './variants'

const preset = (id: string): Experiment => {
  const experiment = presetExperiment(id)
  if (!experiment) throw new Error(`there is no preset ${id}`)
  return experiment
}
const apply = (id: string, experiment: Experiment) =>
  remedies.find((remedy) => remedy.id === id)?.apply(experiment) ?? null
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
const sigmoids = preset('vanishing-gradients')

test('against the vanishing of ten sigmoid layers, initialization and rate are no remedy', () => {
  expect(ids(remediesFor(sigmoids, 'vanishing'))).toEqual([
    'relu',
    'tanh',
    'elu',
    'gelu',
    'batchNorm',
    'residual',
    'fewerLayers',
    'pretraining',
    'adam',
  ])
})

test('He initialization is one for ReLU, Glorot where weights are drawn regardless of the width', () => {
  const rectified = withDefaults({ layers: [{ kind: 'dense', units: 4, activation: 'relu' }] })
  expect(ids(remediesFor(rectified, 'vanishing'))).toContain('he')
  const initializer = { kind: 'normal', deviation: 5 } as const
  const wide = withDefaults({
    layers: [{ kind: 'dense', units: 4, activation: 'tanh', initializer }],
  })
  expect(ids(remediesFor(wide, 'saturated'))).toEqual(['he', 'glorot', 'batchNorm'])
})

test.each(presetIds)('what remedies make of %s can be trained and is not what it was', (id) => {
  const experiment = preset(id)
  for (const remedy of remedies) {
    const after = remedy.apply(experiment)
    if (!after) continue
    expect(networkShape(after).misfit).toBeUndefined()
    expect(patchBetween(experiment, after)).not.toEqual({})
    expect(after.data).toBe(experiment.data)
  }
})

test('applied twice, a remedy changes nothing more', () => {
  for (const remedy of remedies.filter(({ id }) => !id.endsWith('Rate'))) {
    const once = remedy.apply(sigmoids)
    expect(once && remedy.apply(once)).toBeNull()
  }
})

test('batch normalization takes the activation over from the layer before it', () => {
  const after = apply('batchNorm', preset('residual-8'))
  expect(after?.layers.map(({ kind }) => kind).slice(0, 3)).toEqual([
    'conv2d',
    'batchNorm',
    'residual',
  ])
  const [conv, norm, block] = after?.layers ?? []
  expect(conv).toMatchObject({ activation: 'identity' })
  expect(norm).toMatchObject({ activation: 'relu' })
  expect(block).toMatchObject({
    layers: [
      { kind: 'conv2d', activation: 'identity' },
      { kind: 'batchNorm', activation: 'relu' },
      { kind: 'conv2d', activation: 'identity' },
      { kind: 'batchNorm', activation: 'identity' },
    ],
    activation: 'relu',
  })
})

test('residual connections make the plain image networks the residual ones', () => {
  for (const depth of [8, 14, 20]) {
    expect(apply('residual', preset(`plain-${depth}`))?.layers).toEqual(
      preset(`residual-${depth}`).layers,
    )
  }
})

test('no sigmoid stands in the way around sigmoid layers', () => {
  const blocks = apply('residual', sigmoids)?.layers.slice(1, -1) ?? []
  expect(blocks).toHaveLength(4)
  for (const block of blocks) {
    expect(block).toMatchObject({
      activation: 'identity',
      layers: [{ activation: 'sigmoid' }, { activation: 'identity' }],
    })
  }
  expect(apply('relu', { ...sigmoids, layers: blocks })?.layers[0]).toMatchObject({
    activation: 'identity',
    layers: [{ activation: 'relu' }, { activation: 'identity' }],
  })
})

test('given initial weights go where the layers or their initialization change, and only there', () => {
  const given = preset('chain-rule')
  expect(given.initialParameters).toBeDefined()
  expect(apply('he', given)?.initialParameters).toBeUndefined()
  expect(apply('clipping', given)?.initialParameters).toEqual(given.initialParameters)
})

test('layer-by-layer pre-training shows every layer of an image network ten thousand images', () => {
  const plain = preset('plain-8')
  const deep = {
    ...plain,
    layers: plain.layers.map((layer) =>
      layer.kind === 'conv2d' ? { ...layer, activation: 'sigmoid' as const } : layer,
    ),
  }
  expect(ids(remediesFor(deep, 'vanishing'))).toContain('pretraining')
  const steps = (batchSize: number) =>
    apply('pretraining', { ...deep, batchSize })?.pretraining.steps
  expect([steps(1), steps(32), steps(64), steps(1000)]).toEqual([10_000, 313, 157, 100])
  expect(apply('pretraining', sigmoids)?.pretraining.steps).toBe(2000)
})

test('there is nothing to pre-train one by one where a single hidden layer has weights', () => {
  for (const id of ['circle', 'lenet-5'] as const) {
    const { layers, ...rest } = preset(id)
    const single = { ...rest, layers: layers.filter(({ kind }) => kind === 'flatten') }
    const hidden = { kind: 'dense', units: 5, activation: 'sigmoid' } as const
    const one = {
      ...single,
      layers: [...single.layers, { ...hidden, initializer: { kind: 'glorotUniform' as const } }],
    }
    expect(apply('pretraining', one)).toBeNull()
    expect(
      apply('pretraining', { ...one, layers: [...one.layers, ...one.layers.slice(-1)] }),
    ).not.toBeNull()
  }
})
