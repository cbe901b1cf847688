import { expect, test } from 'vitest'
import { nearest } from './nearest'

test('names with the fewest changes come first', () => {
  expect(nearest('spirl', ['circle', 'spiral', 'spirals', 'moons'], 2)).toEqual([
    'spiral',
    'spirals',
  ])
})
