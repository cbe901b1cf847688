import { describe, expect, it } from 'vitest'
import {
  formatTick,
  linearScale,
  linearTicks,
  logarithmicScale,
  logarithmicTicks,
  niceCeiling,
  spread,
} from './axis'

const labels = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label)

describe('linear axes', () => {
  it('put round values within the interval, ends included', () => {
    expect(labels(linearTicks([-6, 6], 6))).toEqual(['−6', '−4', '−2', '0', '2', '4', '6'])
    expect(labels(linearTicks([0, 0.7], 4))).toEqual(['0', '0.2', '0.4', '0.6'])
    expect(labels(linearTicks([0, 12_000], 3))).toEqual(['0', '5,000', '10,000'])
  })

  it('write tiny and huge values as powers', () => {
    expect(labels(linearTicks([0, 2e-7], 2))).toEqual(['0', '10⁻⁷', '2·10⁻⁷'])
    expect(labels(linearTicks([0, 2e7], 2))).toEqual(['0', '10⁷', '2·10⁷'])
  })

  it('survive an interval without length', () => {
    expect(linearTicks([3, 3], 5)).toHaveLength(1)
  })

  it('go to pixels and back', () => {
    const scale = linearScale([-6, 6], [300, 0])
    expect(scale.at(0)).toBe(150)
    expect(scale.invert(scale.at(2.5))).toBeCloseTo(2.5)
  })
})

describe('logarithmic axes', () => {
  it('use fewer ticks per decade the more decades there are', () => {
    expect(labels(logarithmicTicks([0.1, 1], 6))).toEqual(['0.1', '0.2', '0.3', '0.5', '1'])
    expect(labels(logarithmicTicks([0.003, 1], 6))).toEqual([
      '0.003',
      '0.01',
      '0.03',
      '0.1',
      '0.3',
      '1',
    ])
    expect(labels(logarithmicTicks([1e-6, 1], 7))).toContain('10⁻⁵')
    expect(logarithmicTicks([1e-12, 1], 6).length).toBeLessThanOrEqual(6)
  })

  it('stand zero at the lower end', () => {
    const scale = logarithmicScale([0.01, 1], [100, 0])
    expect(scale.at(0)).toBe(100)
    expect(scale.at(-1)).toBe(100)
    expect(scale.at(0.1)).toBeCloseTo(50)
  })
})

it('rounds up to calm ends', () => {
  expect(niceCeiling(0.693)).toBe(0.8)
  expect(niceCeiling(1000)).toBe(1000)
  expect(niceCeiling(1001)).toBe(1200)
  expect(niceCeiling(0)).toBe(1)
})

it('writes ticks without needless digits', () => {
  expect(formatTick(0.3)).toBe('0.3')
  expect(formatTick(-2500)).toBe('−2,500')
  expect(formatTick(1e-5)).toBe('10⁻⁵')
})

it('moves labels apart within the interval', () => {
  expect(spread([10, 12], 12, [0, 100])).toEqual([10, 22])
  expect(spread([98, 97], 12, [0, 100])).toEqual([100, 88])
})
