import { expect, it } from 'vitest'
import { SUMMARY, UNIT_SUMMARY } from '../../plan/summary'
import { type Frame, type ProbeRequest, probeKey } from '../../worker/protocol'
import { FIGURES, figureOf } from './figures'
import { row } from './figures.test-support'
import { LayerWatch } from './layer-watch'
import { canDie, rectifies } from './rows'
import { requestsOf } from './sample'

const ROWS = [
  row('layers/0', { activation: 'relu', size: 2, units: 2 }),
  row('layers/1', { kind: 'maxPool2d', parameter: null, activates: false, size: 2 }),
  row('output', { activation: 'identity', size: 1, units: 1 }),
]

/** A frame that answers all requests, each tensor with norm 4 over 16 entries. */
function frame(step: number, changed: Partial<Frame['state']> & { run?: number } = {}): Frame {
  const answer = ({ tensor, reduce }: ProbeRequest) => {
    if (reduce === 'units') {
      const values = new Float32Array(2 * UNIT_SUMMARY.width)
      const idle = tensor.endsWith('preActivation') ? { flat: 1, rms: 3 } : { flat: 0, rms: 0 }
      // The first unit is idle, the second is not.
      values[UNIT_SUMMARY.flat] = idle.flat
      values[UNIT_SUMMARY.rms] = idle.rms
      values[UNIT_SUMMARY.width + UNIT_SUMMARY.rms] = 1
      return values
    }
    const values = new Float32Array(SUMMARY.width)
    values[SUMMARY.count] = tensor.endsWith('output') ? 20 : 16
    values[SUMMARY.norm] = tensor.endsWith('update') ? 0.5 : 4
    values[SUMMARY.flat] = 0.25
    return values
  }
  const probes = Object.fromEntries(
    requestsOf(ROWS).map((request) => [probeKey(request), answer(request)]),
  )
  return {
    run: changed.run ?? 1,
    state: { status: 'paused', step, lastStep: step, ...changed },
    probes,
  } as unknown as Frame
}

it('asks for what a layer has: of layers without parameters deltas and activations', () => {
  const asked = requestsOf(ROWS)
    .filter(({ tensor }) => tensor.startsWith('layers/1'))
    .map(({ tensor, reduce }) => `${tensor} ${reduce}`)
  expect(asked).toEqual(['layers/1/output summary', 'layers/1/delta summary'])
  expect(requestsOf(ROWS).every(({ over }) => over === 'batch')).toBe(true)
})

it('makes norms, RMS, ratios and shares of the summaries', () => {
  const { observation, examples } = new LayerWatch().take(ROWS, frame(3))
  expect(examples).toBe(10)
  const of = (layer: number) =>
    Object.fromEntries(FIGURES.map((figure) => [figure, figureOf(observation, layer, figure)]))
  expect(of(0)).toMatchObject({
    gradientNorm: 4,
    gradientRms: 1,
    deltaNorm: 4,
    updateRatio: 0.125,
    saturated: 0.25,
    dead: 0,
  })
  expect(of(1)).toMatchObject({ gradientNorm: -1, deltaRms: 1, updateRatio: -1, saturated: -1 })
})

it('counts a unit as dead after 256 examples at different steps', () => {
  const watch = new LayerWatch()
  const dead = (step: number) => figureOf(watch.take(ROWS, frame(step)).observation, 0, 'dead')
  expect(Array.from({ length: 25 }, (_, step) => dead(step)).at(-1)).toBe(0)
  expect(dead(24)).toBe(0)
  expect(dead(25)).toBe(0.5)
})

it('begins anew with another run, and cuts what lies beyond the end of this one', () => {
  const watch = new LayerWatch()
  const steps = (of: Frame) => watch.take(ROWS, of).history.entries.map(({ step }) => step)
  for (const step of [0, 10, 20]) watch.take(ROWS, frame(step))
  // Going back on the time line leaves what came later a part of the run …
  expect(steps(frame(5, { lastStep: 20 }))).toEqual([0, 5, 10, 20])
  // … until training goes another way from there, looked at or not.
  watch.follow(frame(6))
  expect(steps(frame(7))).toEqual([0, 5, 7])
  expect(steps(frame(0, { run: 2 }))).toEqual([0])
})

it('leaves a gap where nobody looked', () => {
  const watch = new LayerWatch()
  watch.take(ROWS, frame(0))
  watch.lookAway()
  watch.take(ROWS, frame(500))
  const { history } = watch.take(ROWS, frame(510))
  expect(history.entries.map(({ goesOn }) => goesOn)).toEqual([false, false, true])
})

it('knows which activations can hold a unit at 0, and which are flat on one side by design', () => {
  expect((['relu', 'gelu', 'gaussian', 'binaryStep'] as const).every(canDie)).toBe(true)
  expect((['sigmoid', 'tanh', 'leakyRelu', 'elu', 'identity'] as const).some(canDie)).toBe(false)
  expect(rectifies('relu')).toBe(true)
  expect((['binaryStep', 'sigmoid', 'gelu', 'leakyRelu'] as const).some(rectifies)).toBe(false)
})
