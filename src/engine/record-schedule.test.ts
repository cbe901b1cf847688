import { expect, test } from 'vitest'
import type { Op } from '../plan/plan'
import { RecordSchedule } from './record-schedule'

/** Of a network of one dense layer. */
function scheduleOf(examples: number, batchSize: number, width: number): RecordSchedule {
  const dense = { kind: 'dense', inputWidth: width, units: width } as unknown as Op
  const set = (count: number) => ({ count, inputs: 0, targets: 0 })
  return new RecordSchedule({
    sets: { train: set(examples), test: set(0) },
    batch: { size: batchSize, order: 'shuffled', perEpoch: 1 },
    programs: {
      train: [],
      gradient: [],
      evaluate: [],
      forward: [dense],
      lossDelta: [],
      scoreDelta: [],
      dissect: [],
    },
  })
}

const cheap = scheduleOf(500, 10, 20)
const costly = scheduleOf(6000, 32, 1000)

test('every one of the first 128 steps is recorded, then fewer and fewer', () => {
  const steps = Array.from({ length: 5000 }, (_, step) => step)
  const recorded = steps.filter((step) => cheap.isRecorded(step))
  expect(recorded.slice(0, 129)).toEqual(steps.slice(0, 129))
  expect(recorded.filter((step) => step >= 512 && step < 1024)).toHaveLength(64)
  expect(recorded.filter((step) => step >= 2048 && step < 4096)).toHaveLength(64)
  expect(cheap.costly).toBe(false)
})

test('where an evaluation takes the time of many steps, it is made about as seldom', () => {
  const steps = Array.from({ length: 300 }, (_, step) => step)
  expect(steps.filter((step) => costly.isRecorded(step))).toEqual([
    0, 1, 2, 4, 8, 16, 32, 64, 128, 192, 256,
  ])
  expect(costly.costly).toBe(true)
})

test.each([
  ['cheap', cheap],
  ['costly', costly],
])('the next recorded step is named: %s', (_, schedule) => {
  for (let step = 0; step < 9000; step++) {
    const next = schedule.next(step)
    expect(schedule.isRecorded(next)).toBe(true)
    for (let between = step + 1; between < next; between++) {
      expect(schedule.isRecorded(between)).toBe(false)
    }
  }
})
