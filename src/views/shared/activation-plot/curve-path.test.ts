import { describe, expect, it } from 'vitest'
import { activationNames, activations } from '../../../model/activations'
import { curvePath, flatParts, rugPath, spreadOf } from './curve-path'

const AXIS = [-6, 6] as const

describe('the saturated parts of an axis', () => {
  it('lie where the slope of a sigmoid is below a hundredth', () => {
    // σ′(z) = 0.01 at σ = (1 − √0.96)/2: z = ±4.585.
    const [left, right] = flatParts('sigmoid', AXIS)
    expect(left[0]).toBe(-6)
    expect(left[1]).toBeCloseTo(-4.6, 1)
    expect(right[0]).toBeCloseTo(4.6, 1)
    expect(right[1]).toBe(6)
  })

  it('are the left half of ReLU, all of the binary step and none of leaky ReLU', () => {
    expect(flatParts('relu', AXIS)).toEqual([[-6, 0]])
    expect(flatParts('binaryStep', AXIS)).toEqual([[-6, 6]])
    expect(flatParts('leakyRelu', AXIS)).toEqual([])
    expect(flatParts('identity', AXIS)).toEqual([])
  })
})

it.each(activationNames)('the curve of %s is broken only where it jumps', (name) => {
  const breaks = (of: (z: number) => number) =>
    (curvePath(of, AXIS, [-2, 2]).match(/M/g) ?? []).length - 1
  const jumps: Partial<Record<string, number>> = { relu: 1, leakyRelu: 1, selu: 1 }
  expect(breaks(activations[name].value)).toBe(name === 'binaryStep' ? 1 : 0)
  expect(breaks(activations[name].derivative)).toBe(jumps[name] ?? 0)
})

it('a rug keeps single numbers in sight, and those beyond at the ends', () => {
  const path = rugPath([0, 0, 0, 0, 3, -99, 99, Number.NaN], AXIS)
  expect(path.split('M').slice(1)).toEqual([
    '0.0042 1V0.500',
    '0.5042 1V0.000',
    '0.7542 1V0.500',
    '0.9958 1V0.500',
  ])
})

it('the spread of numbers z says how many are saturated', () => {
  expect(spreadOf('sigmoid', [-10, 0, 2, 8])).toEqual({ count: 4, least: -10, most: 8, flat: 2 })
})
