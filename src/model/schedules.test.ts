import { expect, test } from 'vitest'
import { schedules } from './schedules'

const { constant, step, exponential, cosine, warmUp } = schedules

test('constant stays at 1', () => {
  expect([0, 1, 1e6].map((t) => constant.factor(t, {}))).toEqual([1, 1, 1])
})

test('step drops by the factor at each multiple', () => {
  const factor = (t: number) => step.factor(t, { every: 100, factor: 0.5 })
  expect([0, 99, 100, 199, 200, 1000].map(factor)).toEqual([
    1,
    1,
    expect.closeTo(0.5, 14),
    expect.closeTo(0.5, 14),
    expect.closeTo(0.25, 14),
    expect.closeTo(2 ** -10, 14),
  ])
  expect([0, 99, 100].map((t) => step.factor(t, { every: 100, factor: 0 }))).toEqual([1, 1, 0])
})

test('exponential falls evenly on a logarithmic scale', () => {
  const factor = (t: number) => exponential.factor(t, { every: 100, factor: 0.25 })
  expect(factor(0)).toBe(1)
  expect(factor(50)).toBeCloseTo(0.5, 14)
  expect(factor(100)).toBeCloseTo(0.25, 14)
})

test('cosine falls from 1 to the factor and stays there', () => {
  const factor = (t: number) => cosine.factor(t, { steps: 1000, factor: 0.2 })
  expect(factor(0)).toBe(1)
  expect(factor(500)).toBeCloseTo(0.6, 12)
  expect(factor(1000)).toBeCloseTo(0.2, 12)
  expect(factor(5000)).toBeCloseTo(0.2, 12)
})

test('warm-up rises in even steps and never stands at 0', () => {
  const factor = (t: number) => warmUp.factor(t, { steps: 4 })
  expect([0, 1, 2, 3, 4, 100].map(factor)).toEqual([0.25, 0.5, 0.75, 1, 1, 1])
})
