import { describe, expect, it } from 'vitest'
import { LINE_RESOLUTION } from './contributions'
import { describeOutputs, outputsAt, outputsOnLine, rawValue } from './describe'
import { RESOLUTION } from './surface'

describe('reading the picture', () => {
  it('tells the class decided for and its share', () => {
    const two = { kind: 'two', share: 'logistic' } as const
    const classes = ['ring', 'disc']
    expect(describeOutputs({ classes }, two, Float32Array.of(-Math.log(3)))).toBe('ring 75.0 %')
    expect(describeOutputs({ classes }, two, Float32Array.of(Number.NaN))).toBe('not a number')
    expect(describeOutputs({ classes: [] }, { kind: 'value' }, Float32Array.of(0.5))).toBe('0.500')
  })

  it('takes places in the raw unit', () => {
    expect(rawValue({ label: 'petal', unit: 'cm', centre: 4, scale: 0.5 }, 2)).toBe('5.00 cm')
    expect(rawValue({ label: 'x', unit: '', centre: 0, scale: 1 }, -2)).toBe('−2.00')
  })

  it('interpolates between points, ends included', () => {
    const line = Float32Array.from({ length: LINE_RESOLUTION }, (_, i) => i)
    const at = (x: number) => outputsOnLine(line, 1, x)?.[0]
    expect(at(-6)).toBe(0)
    expect(at(6)).toBe(LINE_RESOLUTION - 1)
    expect(at(0)).toBeCloseTo((LINE_RESOLUTION - 1) / 2)
  })

  it('has nothing to say before there are values of the right shape', () => {
    expect(outputsOnLine(undefined, 1, 0)).toBeUndefined()
    expect(outputsAt(new Float32Array(7), { width: 1 }, { x: 0, y: 0 })).toBeUndefined()
    const field = new Float32Array(RESOLUTION * RESOLUTION * 2).fill(3)
    expect([...(outputsAt(field, { width: 2 }, { x: 1, y: 1 }) ?? [])]).toEqual([3, 3])
  })
})
