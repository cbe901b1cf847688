import { expect, test } from 'vitest'
import { permute } from './permutation'
import { randomBits, randomSequence } from './random'

test('a draw depends on seed, stream, step and index alone', () => {
  expect(randomBits(7, 'weights', 0, 3)).toBe(randomBits(7, 'weights', 0, 3))
  const others = [
    randomBits(8, 'weights', 0, 3),
    randomBits(7, 'points', 0, 3),
    randomBits(7, 'weights', 1, 3),
    randomBits(7, 'weights', 0, 4),
  ]
  for (const other of others) expect(other).not.toBe(randomBits(7, 'weights', 0, 3))
})

test('draws of this version never change', () => {
  expect([0, 1, 2, 3].map((index) => randomBits(7, 'weights', 0, index))).toMatchInlineSnapshot(`
    [
      513278424,
      944881785,
      3944118240,
      2013115998,
    ]
  `)
})

test('normal draws have mean 0 and deviation 1', () => {
  const random = randomSequence(1, 'noise')
  const draws = Array.from({ length: 20000 }, () => random.normal())
  const mean = draws.reduce((a, b) => a + b) / draws.length
  const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})

test.each([1, 2, 3, 10, 97, 250, 1024, 5000])('permute is a bijection of %i positions', (count) => {
  for (let key = 0; key < 20; key++) {
    const seen = new Set(Array.from({ length: count }, (_, i) => permute(i, count, key * 7919)))
    expect(seen.size).toBe(count)
    expect(Math.max(...seen)).toBe(count - 1)
  }
})

test('every position is equally likely to receive every index', () => {
  const count = 25
  const draws = 20000
  for (const position of [0, 1, 12, 24]) {
    const hits = new Array(count).fill(0)
    for (let epoch = 0; epoch < draws; epoch++) {
      hits[permute(position, count, randomBits(5, 'shuffle', epoch, 0))]++
    }
    const expected = draws / count
    const chiSquare = hits.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    expect(chiSquare).toBeLessThan(60) // 24 degrees of freedom: p < 1e-4
  }
})

test('neighbours in one epoch are no neighbours in the next', () => {
  const count = 500
  let kept = 0
  for (let epoch = 0; epoch < 50; epoch++) {
    const a = randomBits(1, 'shuffle', epoch, 0)
    for (let i = 1; i < count; i++) {
      if (Math.abs(permute(i, count, a) - permute(i - 1, count, a)) === 1) kept++
    }
  }
  // A uniform shuffle keeps about 2 of 500 neighbours.
  expect(kept / 50).toBeLessThan(6)
})
