import { expect, test } from 'vitest'
import { Pace } from './pace'

/** Steps made in `ms` milliseconds when a step takes `costMs`, asked about every millisecond. */
function run(pace: Pace, ms: number, costMs = 0.001): number {
  let steps = 0
  let now = 0
  pace.start(now)
  while (now < ms) {
    const count = pace.due(now)
    steps += count
    pace.took(count, count * costMs)
    now += Math.max(1, count * costMs)
  }
  return steps
}

test.each([1, 10, 500, 5000])('%i steps a second are made as wanted', (speed) => {
  const pace = new Pace()
  pace.speed = speed
  const steps = run(pace, 4000)
  expect(steps).toBeGreaterThanOrEqual(speed * 4 * 0.9)
  expect(steps).toBeLessThanOrEqual(speed * 4 * 1.1 + 1)
})

test('as fast as possible fills the time with slices of about 8 ms', () => {
  const pace = new Pace()
  const steps = run(pace, 1000, 0.01)
  expect(steps).toBeGreaterThan(80_000)
  expect(pace.due(1000) * 0.01).toBeLessThan(13)
})

test('slow steps come one at a time', () => {
  const pace = new Pace()
  run(pace, 1000, 50)
  expect(pace.due(1000)).toBe(1)
})

test('time asleep is not made up for', () => {
  const pace = new Pace()
  pace.speed = 100
  run(pace, 1000)
  let made = 0
  for (let i = 0; i < 100; i++) made += pace.due(60_000)
  expect(made).toBeLessThan(60)
})
