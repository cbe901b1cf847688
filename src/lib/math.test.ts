import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atan2, cos, erf, exp, log, sin, tanh } from './math'

const close = (actual: number, expected: number) => {
  const scale = Math.max(Math.abs(expected), 1e-3)
  expect(Math.abs(actual - expected) / scale).toBeLessThan(1e-12)
}
const range = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })

test.each([
  ['exp', exp, Math.exp, 700],
  ['sin', sin, Math.sin, 1000],
  ['cos', cos, Math.cos, 1000],
  ['tanh', tanh, Math.tanh, 30],
] as const)('%s agrees with the platform to twelve digits', (_, ours, platform, limit) => {
  fc.assert(fc.property(range(limit), (x) => close(ours(x), platform(x))))
})

test('log agrees with the platform to twelve digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) =>
      close(log(x), Math.log(x)),
    ),
  )
  expect(log(0)).toBe(Number.NEGATIVE_INFINITY)
  expect(log(-1)).toBeNaN()
})

test('atan2 agrees with the platform in every quadrant', () => {
  fc.assert(
    fc.property(range(10), range(10), (y, x) => close(atan2(y, x), Math.atan2(y + 0, x + 0))),
  )
})

test('erf has the values of published tables', () => {
  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1.
  close(erf(0.5), 0.5204998778130465)
  close(erf(1), 0.8427007929497149)
  close(erf(2), 0.9953222650189527)
  close(erf(-3.5), -0.9999992569016276)
})
