import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ExperimentDocument } from '../../model/document'
import type { Experiment } from '../../model/experiment'
import { networkShape } from '../../model/network-shape'
import { parse } from '../../model/parse'
import { insertLayer, type LayerPath } from './edits'
import { type Choice, choices } from './new-layers'

function document(
  data: ExperimentDocument['data'],
  ...layers: ExperimentDocument['layers']
): Experiment {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data,
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.experiment
}

const circle = (...layers: ExperimentDocument['layers']) =>
  document({ kind: 'generated', name: 'circle' }, ...layers)
const digits = (...layers: ExperimentDocument['layers']) =>
  document({ kind: 'bundled', name: 'digits' }, ...layers)

const find = (list: readonly Choice[], kind: Choice['kind']) =>
  list.find((choice) => choice.kind === kind)
const possible = (experiment: Experiment, path: LayerPath) =>
  choices(experiment, path)
    .filter(({ obstacle }) => obstacle === null)
    .map(({ kind }) => kind)

it('offers on the plane what needs no image', () => {
  expect(possible(circle(), [0])).toEqual(['dense', 'dropout', 'batchNorm', 'residual'])
})

it('says why a layer cannot stand somewhere', () => {
  const list = choices(circle(), [0])
  expect(find(list, 'conv2d')?.obstacle).toMatch(/^Needs an image/)
  expect(find(list, 'flatten')?.obstacle).toMatch(/^One row of numbers/)
})

it('offers no layer that would leave those behind it without an image', () => {
  const before = digits({ kind: 'conv2d', filters: 4 }, { kind: 'flatten' })
  expect(find(choices(before, [0]), 'dense')?.obstacle).toBe(
    'Layer 2, which follows, needs an image.',
  )
  expect(find(choices(before, [0]), 'conv2d')?.obstacle).toBeNull()
  expect(find(choices(before, [1]), 'dense')?.obstacle).toBeNull()
})

it('offers no block within a block', () => {
  const before = digits({ kind: 'residual', layers: [{ kind: 'batchNorm' }] })
  expect(find(choices(before, [0, 1]), 'residual')).toBeUndefined()
})

it('makes a dense layer like the one before it', () => {
  const before = circle(
    { kind: 'dense', units: 3, activation: 'sine' },
    { kind: 'dense', units: 5 },
  )
  expect(find(choices(before, [1]), 'dense')?.layer).toMatchObject({ units: 3, activation: 'sine' })
  expect(find(choices(before, [0]), 'dense')?.layer).toMatchObject({ units: 3 })
  expect(find(choices(circle(), [0]), 'dense')?.layer).toMatchObject({ units: 4 })
})

it('makes a convolution that keeps the size of the image, and a block that keeps the shape', () => {
  const before = digits({ kind: 'conv2d', filters: 6, kernel: 5, stride: 2 })
  const after = (kind: Choice['kind']) => {
    const layer = find(choices(before, [1]), kind)?.layer
    return layer && networkShape(insertLayer([1], layer)(before)).shapes
  }
  expect(after('conv2d')).toEqual([
    [2, 2, 6],
    [2, 2, 6],
  ])
  expect(after('residual')).toEqual([
    [2, 2, 6],
    [2, 2, 6],
  ])
})

it('makes layers that documents may hold, and that fit, wherever it offers them', () => {
  const steps = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 })
  fc.assert(
    fc.property(fc.constantFrom(circle(), digits()), steps, (start, picks) => {
      let experiment = start
      for (const [place, pick] of picks) {
        const path = [place % (experiment.layers.length + 1)] as const
        const offered = choices(experiment, path).filter(({ obstacle }) => obstacle === null)
        const next = insertLayer(path, offered[pick % offered.length].layer)(experiment)
        if (!networkShape(next).misfit) experiment = next
      }
      expect(parse(JSON.parse(JSON.stringify(experiment))).ok).toBe(true)
    }),
    { numRuns: 60 },
  )
})
