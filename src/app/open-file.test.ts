import { expect, it } from 'vitest'
import { fileName } from './open-file'

it.each([
  ['Two spirals', 'two-spirals.json'],
  ['  x·sin x!  ', 'x-sin-x.json'],
  ['Spirale d’été', 'spirale-d-e-te.json'],
  ['', 'experiment.json'],
  ['螺旋', 'experiment.json'],
])('names the file of %j', (title, name) => {
  expect(fileName(title)).toBe(name)
})
