import { expect, it } from 'vitest'
import { fullMagnitudes } from './edge-values'
import { countBelow, leastDrawn } from './edges'

it('gives the full width to the largest of all, or to the largest of each layer', () => {
  const values = [[0.0003, -0.0007], [], [0.2, -0.31]]
  expect(fullMagnitudes(values, false)).toEqual([0.4, 0.4, 0.4])
  expect(fullMagnitudes(values, true)).toEqual([0.0008, 1, 0.4])
})

it('leaves out the weakest of many edges, by their share of what is full in their layer', () => {
  const first = { values: Float32Array.of(1, 2, 3, 4), full: 4 }
  const second = { values: Float32Array.of(0.1, -0.2, 0.3, -0.4), full: 0.4 }
  expect(leastDrawn([null, first, second], 8)).toBe(0)
  const least = leastDrawn([null, first, second], 4)
  expect(least).toBeGreaterThan(0.5)
  expect(least).toBeLessThanOrEqual(0.75)
  expect(countBelow([null, first, second], least)).toBe(4)
})
