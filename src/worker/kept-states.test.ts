import { expect, test } from 'vitest'
import { KeptStates } from './kept-states'

const at = (step: number, floats = 10, value = 0) => ({
  position: { step, epoch: 0, offset: 0, updates: step },
  state: {
    parameters: new Float32Array(floats).fill(value),
    optimizer: new Float32Array(floats),
  },
})

test('the newest state before a step is found, the oldest if there is none', () => {
  const kept = new KeptStates()
  for (const step of [0, 100, 200]) kept.keep(at(step))
  expect(kept.before(150)?.position.step).toBe(100)
  expect(kept.before(0)?.position.step).toBe(0)
  expect(kept.newest?.position.step).toBe(200)
})

test('a state with a NaN or an infinity is not kept', () => {
  const kept = new KeptStates()
  kept.keep(at(0))
  kept.keep(at(10, 10, Number.NaN))
  kept.keep(at(20, 10, Number.POSITIVE_INFINITY))
  expect(kept.newest?.position.step).toBe(0)
})

test('many states thin out towards the past, and the first one stays', () => {
  const kept = new KeptStates()
  for (let step = 0; step <= 10_000; step += 10) kept.keep(at(step))
  expect(kept.before(1)?.position.step).toBe(0)
  const gapAt = (step: number) => step - (kept.before(step)?.position.step ?? 0)
  // The further back, the wider apart: no further than half their age.
  for (const step of [1000, 2000, 5000, 9000, 9900, 10_000]) {
    expect(gapAt(step)).toBeLessThanOrEqual((10_000 - step) / 2 + 20)
  }
  const steps = new Set<number>()
  for (let step = 1; step <= 10_001; step++) steps.add(kept.before(step)?.position.step ?? -1)
  expect(steps.size).toBeLessThanOrEqual(24)
})

test('large states share a budget of 16 MB', () => {
  const kept = new KeptStates()
  const floats = 500_000
  for (let step = 0; step < 20; step++) kept.keep(at(step, floats))
  const steps = new Set<number>()
  for (let step = 1; step <= 20; step++) steps.add(kept.before(step)?.position.step ?? -1)
  expect(steps.size * 8 * floats).toBeLessThanOrEqual(16 * 1024 * 1024)
})

test('going back forgets what came later', () => {
  const kept = new KeptStates()
  for (const step of [0, 100, 200]) kept.keep(at(step))
  kept.forgetFrom(150)
  expect(kept.newest?.position.step).toBe(100)
})
