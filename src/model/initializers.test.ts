import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSequence } from '../lib/random'
import { type InitializerName, initializerNames, initializers } from './initializers'
import type { Initializer } from './initializers/initializer'

const draw = (
  name: InitializerName,
  rows: number,
  columns: number,
  settings: Record<string, number> = {},
  seed = 1,
) => {
  const { fill, settings: catalogue }: Initializer = initializers[name] as Initializer
  const defaults = Object.fromEntries(
    Object.entries(catalogue).map(([key, setting]) => [key, setting.default]),
  )
  const weights = new Float32Array(rows * columns)
  const shape = { fanIn: rows, fanOut: columns, shape: [rows, columns] }
  fill(weights, shape, randomSequence(seed, 'weights'), { ...defaults, ...settings })
  return weights
}
const variance = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length

test.each<[InitializerName, number]>([
  ['uniform', 0.25 / 3],
  ['normal', 0.25],
  ['glorotUniform', 2 / 192],
  ['glorotNormal', 2 / 192],
  ['heUniform', 2 / 128],
  ['heNormal', 2 / 128],
  ['lecunUniform', 1 / 128],
  ['lecunNormal', 1 / 128],
])('%s draws around 0 with its variance', (name, expected) => {
  const weights = draw(name, 128, 64)
  const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length
  expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(expected / weights.length))
  expect(Math.abs(variance(weights) / expected - 1)).toBeLessThan(0.05)
})

test.each<[InitializerName, number]>([
  ['uniform', 0.5],
  ['glorotUniform', Math.sqrt(6 / 12)],
  ['heUniform', Math.sqrt(6 / 4)],
  ['lecunUniform', Math.sqrt(3 / 4)],
])('%s keeps within its limit and comes close to it', (name, limit) => {
  const largest = Math.max(
    ...Array.from({ length: 50 }, (_, seed) =>
      Math.max(...draw(name, 4, 8, {}, seed).map(Math.abs)),
    ),
  )
  expect(largest).toBeLessThanOrEqual(Math.fround(limit))
  expect(largest).toBeGreaterThan(0.98 * limit)
})

test('zeros and constants are the same everywhere', () => {
  expect(new Set(draw('zeros', 3, 4))).toEqual(new Set([0]))
  expect(new Set(draw('constant', 3, 4, { value: 0.5 }))).toEqual(new Set([0.5]))
})

test('settings scale what is drawn', () => {
  expect(draw('normal', 3, 4, { deviation: 2 })).toEqual(
    draw('normal', 3, 4, { deviation: 1 }).map((value) => 2 * value),
  )
})

test('orthogonal matrices of any shape have orthonormal rows or columns', () => {
  const side = fc.integer({ min: 1, max: 64 })
  fc.assert(
    fc.property(side, side, fc.nat(), (rows, columns, seed) => {
      const w = draw('orthogonal', rows, columns, {}, seed)
      const tall = rows >= columns
      const [count, length] = tall ? [columns, rows] : [rows, columns]
      const at = (vector: number, i: number) =>
        tall ? w[i * columns + vector] : w[vector * columns + i]
      for (let a = 0; a < count; a++) {
        for (let b = 0; b <= a; b++) {
          let product = 0
          for (let i = 0; i < length; i++) product += at(a, i) * at(b, i)
          if (Math.abs(product - Number(a === b)) > 1e-6) throw new Error(`${a} ${b} ${product}`)
        }
      }
    }),
    { numRuns: 30 },
  )
})

test.each(initializerNames)('%s draws the same weights for ever', (name) => {
  expect(Array.from(draw(name, 2, 3), (value) => Number(value.toFixed(6)))).toMatchSnapshot()
})
