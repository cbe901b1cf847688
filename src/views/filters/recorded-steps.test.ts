import { expect, it } from 'vitest'
import { RecordedSteps } from './recorded-steps'

const parameters = () => new Float32Array(3)

function recorded(steps: Iterable<number>, run = 1) {
  const record = new RecordedSteps()
  for (const step of steps) record.add(run, step, parameters())
  return record
}

const range = (from: number, to: number, by = 1) =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, i) => from + i * by)

const stepsOf = ({ steps }: RecordedSteps) => steps.map(({ step }) => step)

it('Steps are kept ever further apart', () => {
  expect(stepsOf(recorded(range(0, 60)))).toEqual([0, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56])
  expect(stepsOf(recorded(range(1000, 1011)))).toEqual([1000, 1001, 1002, 1003, 1005, 1007, 1010])
})

it('However long the run, there are few of them, the first among them', () => {
  const steps = stepsOf(recorded(range(0, 1_000_000, 7)))
  expect(steps).toHaveLength(24)
  expect(steps[0]).toBe(0)
  expect(steps.at(-1)).toBeGreaterThan(500_000)
})

it('A frame that comes twice is kept once', () => {
  expect(stepsOf(recorded([0, 0, 4, 4, 4]))).toEqual([0, 4])
})

it('Going back drops what lies ahead, another run all', () => {
  const record = recorded(range(0, 60))
  expect(record.add(1, 12, parameters())).toBe(true)
  expect(stepsOf(record)).toEqual([0, 1, 2, 3, 5, 7, 10])
  expect(record.add(1, 14, parameters())).toBe(true)
  expect(record.add(1, 15, parameters())).toBe(false)
  record.add(2, 0, parameters())
  expect(stepsOf(record)).toEqual([0])
  record.add(2, 5, new Float32Array(4))
  expect(stepsOf(record)).toEqual([5])
})
