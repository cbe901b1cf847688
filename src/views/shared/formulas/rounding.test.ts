import { expect, it } from 'vitest'
import { compare } from './rounding'

const f32 = Math.fround

it('takes float32 sums in any order for the same number', () => {
  const products = Array.from({ length: 150 }, (_, i) => f32(Math.sin(i * 7.3) * 3))
  const sum = products.reduce((a, b) => a + b, 0)
  const magnitude = products.reduce((a, b) => a + Math.abs(b), 0)
  for (const order of [products, products.toReversed(), products.toSorted((a, b) => a - b)]) {
    const engine = order.reduce((a, b) => f32(a + b), 0)
    expect(engine).not.toBe(sum)
    expect(compare(sum, engine, products.length, magnitude)).toMatchObject({ agrees: true })
  }
})

it('tells a sum with one weight changed from its rounding', () => {
  expect(compare(1, f32(1.0001), 150, 10).agrees).toBe(false)
})

it('asks for the very number where nothing is summed', () => {
  expect(compare(f32(0.3), f32(0.3), 0, 0).agrees).toBe(true)
  expect(compare(0.5, 0.25, 0, 0).agrees).toBe(false)
})

it('lets numbers that are none agree with their like only', () => {
  expect(compare(Number.NaN, Number.NaN, 9, Number.NaN).agrees).toBe(true)
  expect(compare(1, Number.NaN, 9, 1).agrees).toBe(false)
})
