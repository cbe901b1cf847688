import { expect, it } from 'vitest'
import { fileName, isImageFile } from './open-file'

it.each([
  ['Two spirals', 'two-spirals.json'],
  ['  x·sin x!  ', 'x-sin-x.json'],
  ['Spirale d’été', 'spirale-d-e-te.json'],
  ['', 'experiment.json'],
  ['螺旋', 'experiment.json'],
])('names the file of %j', (title, name) => {
  expect(fileName(title)).toBe(name)
})

it.each([
  ['photo.JPG', '', true],
  ['pasted', 'image/png', true],
  ['notes.png', 'text/plain', true],
  ['spiral.json', 'application/json', false],
  ['png', '', false],
])('tells whether %j of type %j is an image: %j', (name, type, expected) => {
  expect(isImageFile({ name, type })).toBe(expected)
})
