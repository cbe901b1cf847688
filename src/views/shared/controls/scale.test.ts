import { describe, expect, it } from 'vitest'
import { linearScale, roundStops, stopScale } from './scale'

describe('a linear scale', () => {
  const scale = linearScale(0, 0.9, 0.05)
  it('gives tidy values', () => {
    expect(scale.last).toBe(18)
    expect(scale.valueAt(3)).toBe(0.15)
    expect(scale.valueAt(18)).toBe(0.9)
  })
  it('finds the nearest place, and the ends for what lies beyond', () => {
    expect(scale.positionOf(0.12)).toBe(2)
    expect(scale.positionOf(-1)).toBe(0)
    expect(scale.positionOf(7)).toBe(18)
  })
})

describe('a scale of stops', () => {
  const scale = stopScale([0, ...roundStops(1e-3, 1)])
  it('gives every stop back', () => {
    for (let position = 0; position <= scale.last; position++) {
      expect(scale.positionOf(scale.valueAt(position))).toBe(position)
    }
  })
  it('decides by ratio between positive stops', () => {
    const [at10, at100] = [
      stopScale([1, 10, 100]).positionOf(30),
      stopScale([1, 10, 100]).positionOf(33),
    ]
    expect([at10, at100]).toEqual([1, 2])
  })
  it('has round stops only', () => {
    expect(roundStops(0.01, 1)).toEqual([0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1])
  })
})
