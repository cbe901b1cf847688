import { expect, test } from 'vitest'
import { type Moment, Timeline } from './timeline'

const at = (step: number, floats = 10, value = 0): [Moment] => [
  {
    position: { step, epoch: 0, offset: 0, updates: step },
    state: {
      parameters: new Float32Array(floats).fill(value),
      optimizer: new Float32Array(floats),
    },
    optimizer: 'adam',
  },
]

const line = (steps: readonly number[], floats?: number) => {
  const timeline = new Timeline(['first'])
  for (const step of steps) timeline.keep(at(step, floats))
  return timeline
}
const stepOf = (kept: { readonly moments: readonly Moment[] } | undefined) =>
  kept?.moments[0].position.step

test('the newest state before a step is found, the oldest if there is none', () => {
  const timeline = line([0, 100, 200])
  expect(stepOf(timeline.before(150))).toBe(100)
  expect(stepOf(timeline.before(100))).toBe(0)
  expect(stepOf(timeline.upTo(100))).toBe(100)
  expect(stepOf(timeline.before(0))).toBe(0)
  expect(stepOf(timeline.newest)).toBe(200)
})

test('a state with a NaN or an infinity is not kept', () => {
  const timeline = line([0])
  timeline.keep(at(10, 10, Number.NaN))
  timeline.keep(at(20, 10, Number.POSITIVE_INFINITY))
  expect(stepOf(timeline.newest)).toBe(0)
})

test('a state kept in the past takes its place, and that of one at the same step', () => {
  const timeline = line([0, 100, 200, 150, 100])
  expect(timeline.describe().steps).toEqual([0, 100, 150, 200])
})

test('many states thin out towards the past, and the first one stays', () => {
  const timeline = line(Array.from({ length: 10_001 }, (_, i) => 10 * i))
  const { steps } = timeline.describe()
  expect(steps.length).toBeLessThanOrEqual(400)
  expect(steps[0]).toBe(0)
  // The further back, the wider apart: far below a tenth of their age.
  steps.slice(1).forEach((step, i) => {
    expect(step - steps[i]).toBeLessThanOrEqual((100_000 - step) / 10 + 20)
  })
})

test('large states share a budget of 64 MB', () => {
  const timeline = line(
    Array.from({ length: 40 }, (_, i) => i),
    1_000_000,
  )
  const { steps, bytes, budgetBytes } = timeline.describe()
  expect(bytes).toBe(steps.length * 8_000_000)
  expect(bytes).toBeLessThanOrEqual(budgetBytes)
  expect(budgetBytes).toBe(64 * 1024 * 1024)
  expect(steps).toHaveLength(8)
})

test('pinned states outlive others', () => {
  const timeline = new Timeline(['first'])
  timeline.pin([30, 40])
  for (let step = 0; step <= 40_000; step += 10) timeline.keep(at(step))
  for (const step of [30, 40]) expect(timeline.at(step)).toBeDefined()
})

test('training on from the past forgets what came later', () => {
  const timeline = line([0, 100, 200])
  timeline.branch(150, ['first'])
  expect(timeline.describe()).toMatchObject({ steps: [0, 100], edits: [], bytes: 160 })
})

test('the same settings lead to the same states, across no change', () => {
  const timeline = line([0, 100, 200])
  timeline.branch(200, ['second'])
  timeline.keep(at(300))
  expect(timeline.leads(0, 150, ['first'])).toBe(true)
  expect(timeline.leads(0, 150, ['second'])).toBe(false)
  expect(timeline.leads(100, 250, ['second'])).toBe(false)
  expect(timeline.leads(200, 250, ['second'])).toBe(true)
  expect(timeline.editedAt(150)).toBeUndefined()
  expect(timeline.editedAt(300)).toBe(200)
  // Back before the change, and on with the settings of then: as if it had never been made.
  timeline.branch(150, ['first'])
  expect(timeline.editedAt(300)).toBeUndefined()
  expect(timeline.describe().edits).toEqual([])
})

test('a change taken back at the same step is none; a weight set by hand stays one', () => {
  const timeline = line([0, 100])
  timeline.branch(100, ['second'])
  timeline.branch(100, ['first'])
  expect(timeline.describe().edits).toEqual([])
  timeline.branch(100, ['first'], true)
  timeline.keep(at(200))
  timeline.branch(200, ['first'])
  expect(timeline.describe().edits).toEqual([100])
  expect(timeline.leads(0, 150, ['first'])).toBe(false)
  // Back before it, the same settings lead where they led at first.
  timeline.branch(50, ['first'])
  expect(timeline.editedAt(300)).toBeUndefined()
})
