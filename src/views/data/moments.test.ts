import { expect, it } from 'vitest'
import { moments } from './moments'

const input = { label: 'sepal length', mean: -0.5, deviation: 2 }

it('tells a column in its own unit', () => {
  const column = { label: 'sepal length', unit: 'cm', centre: 6, scale: 0.5 }
  expect(moments(input, column)).toEqual({ label: 'sepal length (cm)', mean: 5.75, deviation: 1 })
})

it('tells a feature as it is', () => {
  expect(moments(input, undefined)).toEqual(input)
})
