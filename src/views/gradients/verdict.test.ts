import { expect, it } from 'vitest'
import { DEAD_AFTER, DeadUnits } from './dead-units'
import { type Figures, observation, row } from './figures.test-support'
import type { LayerRow } from './rows'
import { type DeadReading, judge, MEDIAN_OF } from './verdict'

const ROWS = [row('layers/0'), row('layers/1'), row('output', { activation: 'identity' })]

const well: Figures = { gradientRms: 0.1, updateRatio: 1e-3, saturated: 0, preActivationSpread: 1 }

/** One look, or the same look again and again, at layers that are well but for what is given. */
function judged(
  changes: readonly Figures[],
  {
    rows = ROWS,
    dead = [],
  }: { readonly rows?: readonly LayerRow[]; readonly dead?: readonly DeadReading[] } = {},
) {
  const verdicts = judge(
    rows,
    [
      observation(
        3,
        rows.map((_, i) => ({ ...well, ...changes[i] })),
      ),
    ],
    dead,
  )
  if (!verdicts) throw new Error('nothing was judged')
  return verdicts
}

it('says nothing before the first look', () => {
  expect(judge(ROWS, [], [])).toBeNull()
})

it('finds a network healthy and says what its layers receive', () => {
  const { network, layers } = judged([{ gradientRms: 0.02 }, { gradientRms: 0.3 }])
  expect(network).toEqual({
    kind: 'healthy',
    layer: null,
    text: 'Healthy: hidden layers receive 0.20 to 3.0 of the output layer’s gradient',
  })
  expect(layers.map((verdict) => verdict?.kind)).toEqual(['healthy', 'healthy', 'healthy'])
})

it('calls a gradient vanishing below a thousandth of the output layer’s, not at it', () => {
  const below = judged([{ gradientRms: 0.99e-4 }])
  expect(below.network).toEqual({
    kind: 'vanishing',
    layer: 'layers/0',
    text: 'Vanishing: Layer 1 receives 9.9·10⁻⁴ of the output layer’s gradient (rule: below 10⁻³)',
  })
  expect(judged([{ gradientRms: 1.01e-4 }]).network.kind).toBe('healthy')
})

it('names the layer that receives least and how many more there are', () => {
  const { network } = judged([{ gradientRms: 3e-8 }, { gradientRms: 1e-6 }])
  expect(network.text).toBe(
    'Vanishing: Layer 1 receives 3.0·10⁻⁷ of the output layer’s gradient (rule: below 10⁻³); another layer too',
  )
})

it('calls a gradient exploding above a thousand times the output layer’s, not at it', () => {
  const above = judged([{}, { gradientRms: 101 }]).network
  expect(above).toMatchObject({ kind: 'exploding', layer: 'layers/1' })
  expect(above.text).toContain('receives 1,010 times the output layer’s gradient')
  expect(judged([{}, { gradientRms: 99 }]).network.kind).toBe('healthy')
})

it('calls an update exploding that is greater than the weights', () => {
  const { network } = judged([{}, { updateRatio: 1.5 }])
  expect(network).toMatchObject({ kind: 'exploding', layer: 'layers/1' })
  expect(network.text).toContain('by 1.5 of their norm')
  expect(judged([{ updateRatio: 1 }]).network.kind).toBe('healthy')
  // Weights that are all 0 have no norm to compare with.
  expect(judged([{ updateRatio: Number.POSITIVE_INFINITY }]).network.kind).toBe('healthy')
})

it('says at once what is no longer a number', () => {
  const many = Array.from({ length: MEDIAN_OF }, (_, step) =>
    observation(
      step,
      ROWS.map(() => well),
    ),
  )
  const bad = observation(9, [{ ...well, gradientNorm: Number.NaN }, well, well])
  expect(judge(ROWS, [...many, bad], [])?.network).toEqual({
    kind: 'exploding',
    layer: 'layers/0',
    text: 'Exploding: the gradient of Layer 1 is no longer a number',
  })
})

it('calls a layer saturated with more than half of its entries on flat ground', () => {
  const { network, layers } = judged([{}, { saturated: 0.51 }])
  expect(network).toMatchObject({ kind: 'saturated', layer: 'layers/1' })
  expect(network.text).toContain('51 % of the pre-activations of Layer 2')
  expect(layers[0]?.kind).toBe('healthy')
  expect(judged([{}, { saturated: 0.5 }]).network.kind).toBe('healthy')
})

it('does not take the flat side of ReLU for saturation', () => {
  const rows = [row('layers/0', { activation: 'relu' }), row('output')]
  expect(judged([{ saturated: 0.9 }], { rows }).network.kind).toBe('healthy')
})

it('calls a layer dead from half of its units on, and says how many examples it has seen', () => {
  const rows = [row('layers/0', { activation: 'relu' }), row('output')]
  const { network } = judged([], { rows, dead: [{ dead: 4, examples: 1260 }] })
  expect(network).toMatchObject({ kind: 'dead', layer: 'layers/0' })
  expect(network.text).toContain('4 of 8 units of Layer 1')
  expect(network.text).toContain('the last 1,260 examples looked at')
  const less = judged([], { rows, dead: [{ dead: 3, examples: 1260 }] })
  expect(less.network.kind).toBe('healthy')
  expect(less.network.text).toContain('3 units are dead')
  expect(less.layers[0]?.text).toContain('3 of its 8 units are dead')
})

it('blames dead units rather than the gradient that they stop', () => {
  const rows = [row('layers/0', { activation: 'relu' }), row('layers/1'), row('output')]
  const { network, layers } = judged([{ gradientRms: 0 }], {
    rows,
    dead: [undefined, { dead: 8, examples: 256 }],
  })
  expect(network).toMatchObject({ kind: 'dead', layer: 'layers/1' })
  expect(layers[0]?.text).toContain('receives 0 of')
})

it('is not swayed by a few batches out of line', () => {
  const looks = Array.from({ length: MEDIAN_OF }, (_, step) =>
    observation(step, [step % 2 === 1 ? { ...well, gradientRms: 1e-9 } : well, well, well]),
  )
  expect(judge(ROWS, looks, [])?.network.kind).toBe('healthy')
  expect(judge(ROWS, looks, [])?.observations).toBe(MEDIAN_OF)
  // Four of seven are no longer a few.
  const most = [...looks.slice(1), observation(9, [{ ...well, gradientRms: 1e-9 }, well, well])]
  expect(judge(ROWS, most, [])?.network.kind).toBe('vanishing')
})

it('judges nothing where there are no weights', () => {
  const rows = [row('layers/0', { kind: 'maxPool2d', parameter: null }), row('output')]
  expect(judged([{ gradientRms: -1, updateRatio: -1 }], { rows }).layers[0]).toBeNull()
})

it('counts examples of different steps, and each unit’s since it last showed a sign of life', () => {
  const units = new DeadUnits()
  for (let step = 0; step < 25; step++) units.add(step, [undefined, [1, 0, 1]], 10)
  // The same step again, as while paused, adds nothing.
  for (let again = 0; again < 9; again++) units.add(24, [undefined, [1, 0, 1]], 10)
  expect(units.of(0)).toBeUndefined()
  expect(units.of(1)).toEqual({ dead: 0, examples: 0 })
  units.add(40, [undefined, [1, 0, 1]], 10)
  expect(units.of(1)).toEqual({ dead: 2, examples: 260 })
  expect(260).toBeGreaterThanOrEqual(DEAD_AFTER)
  // A weight edited at the same step may wake a unit.
  units.add(40, [undefined, [0, 0, 1]], 10)
  expect(units.of(1)).toEqual({ dead: 1, examples: 260 })
  // Going back begins anew.
  units.add(30, [undefined, [1, 1, 1]], 10)
  expect(units.of(1)).toEqual({ dead: 0, examples: 0 })
})
