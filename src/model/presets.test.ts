import { expect, test } from 'vitest'
import { parse } from './parse'
import { presetExperiment, presetIds, presets } from './presets'

test.each(presetIds)('preset %s is a valid experiment', (id) => {
  const { title, document } = presets[id]
  expect(parse({ format: 'glassnet/1', title, ...document })).toEqual({
    ok: true,
    experiment: presetExperiment(id),
  })
})

test('names are fit for links, titles differ', () => {
  for (const id of presetIds) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
  expect(new Set(presetIds.map((id) => presets[id].title)).size).toBe(presetIds.length)
})

test('the first screen is a small network on the circle', () => {
  expect(presetIds[0]).toBe('circle')
})

test('names that objects inherit are no presets', () => {
  expect(presetExperiment('toString')).toBeUndefined()
})
