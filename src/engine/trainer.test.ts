import { expect, test } from 'vitest'
import { isRecorded, nextRecorded } from './trainer'

test('every one of the first 128 steps is recorded, then fewer and fewer', () => {
  const recorded = Array.from({ length: 5000 }, (_, step) => step).filter(isRecorded)
  expect(recorded.slice(0, 129)).toEqual(Array.from({ length: 129 }, (_, step) => step))
  expect(recorded.filter((step) => step >= 512 && step < 1024)).toHaveLength(64)
  expect(recorded.filter((step) => step >= 2048 && step < 4096)).toHaveLength(64)
})

test('nextRecorded names the next recorded step', () => {
  for (let step = 0; step < 3000; step++) {
    const next = nextRecorded(step)
    expect(isRecorded(next)).toBe(true)
    for (let between = step + 1; between < next; between++) expect(isRecorded(between)).toBe(false)
  }
})
