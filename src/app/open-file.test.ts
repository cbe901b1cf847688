import { expect, it } from 'vitest'
import { fileName, isImageFile, openFile } from './open-file'
import { createPageStore, type Page } from './page'

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

it.each([
  ['data.csv', 'x;y;class\r\n1;2;a\r\n', /not an experiment.*kind "table"/],
  ['empty.json', '', /not an experiment/],
  ['cut.json', '{"format": "glassnet/1",', /not valid JSON/],
  ['old.json', '\uFEFF{"format": "glassnet/1"}', /^is missing$/],
])('says what is wrong with %j', async (name, text, message) => {
  const store = createPageStore()
  await openFile({ store } as Page, new File([text], name))
  expect(store.getState().message?.title).toBe(`${name} cannot be opened.`)
  expect(store.getState().message?.problems[0].message).toMatch(message)
})
