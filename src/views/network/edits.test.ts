import { expect, it } from 'vitest'
import type { ExperimentDocument } from '../../model/document'
import { type Experiment, LIMITS } from '../../model/experiment'
import { networkShape } from '../../model/network-shape'
import { parse } from '../../model/parse'
import {
  type Edit,
  insertLayer,
  layerAt,
  moveLayer,
  removeLayer,
  setActivation,
  setInitializer,
  setInitializerSetting,
  setPadding,
  setSetting,
  setUnits,
} from './edits'

type Layers = ExperimentDocument['layers']

function experiment(data: ExperimentDocument['data'], layers: Layers): Experiment {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data,
    layers,
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  // As long as the network wants it; what stands in it does not matter here.
  const { parameters } = networkShape(result.experiment)
  return {
    ...result.experiment,
    initialParameters: parameters.map(({ shape }) =>
      Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0.5),
    ),
  }
}

const plane = (...units: number[]) =>
  experiment(
    { kind: 'generated', name: 'circle' },
    units.map((count) => ({ kind: 'dense', units: count, activation: 'relu' })),
  )

const images = (...layers: Layers) => experiment({ kind: 'bundled', name: 'digits' }, layers)

const unitsOf = ({ layers }: Experiment) => layers.map((each) => 'units' in each && each.units)
const kindsOf = ({ layers }: Experiment) => layers.map(({ kind }) => kind)
const four = { ...plane(4).layers[0] }

const keepsParameters = (before: Experiment, edit: Edit) =>
  edit(before).initialParameters !== undefined

it('inserts, moves and removes layers', () => {
  expect(unitsOf(insertLayer([1], four)(plane(3, 5)))).toEqual([3, 4, 5])
  expect(unitsOf(insertLayer([0], four)(plane()))).toEqual([4])
  expect(unitsOf(moveLayer([0], 2)(plane(1, 2, 3)))).toEqual([2, 3, 1])
  expect(unitsOf(moveLayer([2], 0)(plane(1, 2, 3)))).toEqual([3, 1, 2])
  expect(unitsOf(removeLayer([1])(plane(1, 2, 3)))).toEqual([1, 3])
})

it('adds no layer beyond the limit', () => {
  const full = plane(...Array<number>(LIMITS.hiddenLayers).fill(2))
  expect(insertLayer([0], four)(full)).toBe(full)
})

it('leaves the document as it is where a move leads nowhere', () => {
  const before = plane(1, 2)
  expect(moveLayer([0], 0)(before)).toBe(before)
  expect(moveLayer([0], 2)(before)).toBe(before)
  expect(moveLayer([0], -1)(before)).toBe(before)
  expect(moveLayer([4], 0)(before)).toBe(before)
})

const block = () =>
  images({
    kind: 'residual',
    layers: [
      { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same' },
      { kind: 'batchNorm' },
      { kind: 'conv2d', filters: 4, kernel: 3, padding: 'same' },
    ],
  })
const innerKinds = ({ layers: [first] }: Experiment) =>
  first.kind === 'residual' ? first.layers.map(({ kind }) => kind) : []

it('inserts, moves, sets and removes layers within a residual block', () => {
  const dropout = { kind: 'dropout', rate: 0.1 } as const
  expect(innerKinds(insertLayer([0, 1], dropout)(block()))).toEqual([
    'conv2d',
    'dropout',
    'batchNorm',
    'conv2d',
  ])
  expect(innerKinds(moveLayer([0, 1], 0)(block()))).toEqual(['batchNorm', 'conv2d', 'conv2d'])
  expect(innerKinds(removeLayer([0, 0])(block()))).toEqual(['batchNorm', 'conv2d'])
  const wider = setSetting([0, 2], 'filters', 6)(block())
  expect(layerAt(wider, [0, 2])).toMatchObject({ filters: 6 })
  expect(layerAt(wider, [0, 0])).toEqual(layerAt(block(), [0, 0]))
})

it('keeps the last layer of a block, and no block within a block', () => {
  const single = images({ kind: 'residual', layers: [{ kind: 'batchNorm' }] })
  expect(removeLayer([0, 0])(single)).toBe(single)
  const nested = insertLayer([0, 1], block().layers[0])(single)
  expect(innerKinds(nested)).toEqual(['batchNorm'])
})

it('keeps a setting within the limits of its catalogue', () => {
  expect(unitsOf(setUnits(0, 1000)(plane(3)))).toEqual([LIMITS.units])
  expect(unitsOf(setUnits(0, -1)(plane(3)))).toEqual([1])
  expect(unitsOf(setUnits(0, 2.4)(plane(3)))).toEqual([2])
  const before = plane(3)
  expect(setUnits(0, Number.NaN)(before)).toBe(before)
  expect(setUnits(0, 3)(before)).toBe(before)
  expect(setSetting([0], 'filters', 3)(before)).toBe(before)
  expect(setSetting([7], 'units', 3)(before)).toBe(before)
})

it('lets windows of pooling lie side by side until told otherwise', () => {
  const pooled = setSetting([0], 'size', 3)(images({ kind: 'maxPool2d' }))
  expect(pooled.layers[0]).toMatchObject({ size: 3, stride: 3 })
  const apart = setSetting([0], 'size', 2)(setSetting([0], 'stride', 1)(pooled))
  expect(apart.layers[0]).toMatchObject({ size: 2, stride: 1 })
})

it('sets the padding of a convolution, and of nothing else', () => {
  const before = images({ kind: 'conv2d', filters: 2 }, { kind: 'flatten' })
  expect(setPadding([0], 'same')(before).layers[0]).toMatchObject({ padding: 'same' })
  expect(setPadding([0], 2)(before).layers[0]).toMatchObject({ padding: 2 })
  expect(setPadding([1], 'same')(before)).toBe(before)
})

it('drops given parameters when their shapes or the initializer change, and only then', () => {
  expect(keepsParameters(plane(3), setUnits(0, 4))).toBe(false)
  expect(keepsParameters(plane(3), setInitializer([0], 'zeros'))).toBe(false)
  expect(keepsParameters(plane(3), setActivation([0], 'sine'))).toBe(true)
  const padded = images({ kind: 'conv2d', filters: 2, padding: 'same' }, { kind: 'dropout' })
  expect(keepsParameters(padded, setSetting([1], 'rate', 0.2))).toBe(true)
  // The dense layer behind it sees fewer pixels.
  expect(keepsParameters(padded, setPadding([0], 'valid'))).toBe(false)
  expect(keepsParameters(padded, setSetting([0], 'kernel', 5))).toBe(false)
})

it('drops given parameters when layers come, go or change places', () => {
  expect(keepsParameters(plane(3, 3), moveLayer([0], 1))).toBe(false)
  expect(keepsParameters(plane(3, 3), removeLayer([0]))).toBe(false)
  expect(keepsParameters(plane(3), insertLayer([0], { kind: 'dropout', rate: 0.5 }))).toBe(false)
})

it('gives a new initializer its default settings', () => {
  const constant = setInitializer([0], 'constant')(plane(3))
  expect(constant.layers[0]).toMatchObject({ initializer: { kind: 'constant', value: 0.1 } })
  const set = setInitializerSetting([0], 'value', 0.5)(constant)
  expect(set.layers[0]).toMatchObject({ initializer: { kind: 'constant', value: 0.5 } })
  expect(kindsOf(set)).toEqual(['dense'])
})
