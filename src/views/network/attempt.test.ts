import { expect, it } from 'vitest'
import type { ExperimentDocument } from '../../model/document'
import type { Experiment } from '../../model/experiment'
import { networkShape } from '../../model/network-shape'
import { parse } from '../../model/parse'
import { refusal } from './attempt'
import { insertLayer, moveLayer, setSetting } from './edits'

function digits(...layers: ExperimentDocument['layers']): Experiment {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data: { kind: 'bundled', name: 'digits' },
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.experiment
}

it('has nothing against an edit after which all layers fit', () => {
  const before = digits({ kind: 'conv2d', filters: 2, kernel: 3 })
  expect(refusal(before, setSetting([0], 'kernel', 5)(before))).toBeNull()
})

it('names the layer in the way and offers the nearest network that works', () => {
  const before = digits({ kind: 'conv2d', filters: 2, kernel: 3 }, { kind: 'maxPool2d' })
  const refused = refusal(before, setSetting([1], 'size', 7)(before))
  expect(refused?.message).toMatch(/^Layer 2 \(max pooling\): A window of 7×7 does not fit/)
  expect(refused?.label).toBe('Use a 6×6 window')
  expect(refused?.more).toBe(0)
  expect(refused?.mended.layers[1]).toMatchObject({ size: 6 })
})

it('mends whatever else does not fit, and counts it', () => {
  const conv = { kind: 'conv2d', filters: 2, kernel: 3 } as const
  const before = digits(conv, conv, conv)
  const refused = refusal(before, setSetting([0], 'stride', 4)(before))
  expect(refused?.message).toMatch(/^Layer 2 \(convolution\)/)
  expect(refused?.more).toBe(1)
  expect(refused && networkShape(refused.mended).misfit).toBeUndefined()
  expect(refused?.mended.layers).toHaveLength(3)
})

it('tells of a layer within a block', () => {
  const before = digits(
    { kind: 'flatten' },
    { kind: 'residual', layers: [{ kind: 'dropout' }, { kind: 'dense', units: 5 }] },
  )
  const pool = { kind: 'maxPool2d', size: 2, stride: 2, padding: 0 } as const
  const refused = refusal(before, insertLayer([1, 1], pool)(before))
  expect(refused?.message).toMatch(/^Layer 2 \(residual block\), its layer 2: Max pooling needs/)
})

it('refuses to move a convolution behind the layer that flattens', () => {
  const before = digits({ kind: 'conv2d', filters: 2 }, { kind: 'flatten' })
  expect(refusal(before, moveLayer([0], 1)(before))?.label).toBe('Remove this layer')
})
