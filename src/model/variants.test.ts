import { expect, test } from 'vitest'
import { allStartAlike, restartReason } from './continuity'
import { decodeLink, encodeLink } from './link'
import { parse, sideBySide, withDefaults } from './parse'
import { matchVariants, patchBetween, patched } from './variants'

const sigmoids = withDefaults({
  title: 'Sigmoids',
  layers: [
    { kind: 'dense', units: 4, activation: 'sigmoid' },
    { kind: 'dense', units: 3, activation: 'sigmoid' },
  ],
})
const relu = {
  title: 'ReLU',
  patch: {
    layers: [
      { kind: 'dense', units: 4, activation: 'relu' },
      { kind: 'dense', units: 3, activation: 'relu' },
    ],
  },
}

const experimentsOf = (document: unknown) => {
  const result = parse(document)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return sideBySide(result.experiment).map((each) => (each.ok ? each.experiment : null))
}

test('a variant is the experiment with its patch, complete and without variants', () => {
  const [own, variant] = experimentsOf({ ...sigmoids, variants: [relu] })
  expect(own).toEqual(sigmoids)
  const layers = sigmoids.layers.map((layer) => ({ ...layer, activation: 'relu' }))
  expect(variant).toEqual({ ...sigmoids, layers, title: 'ReLU' })
})

test('a patch merges objects, deletes with null and replaces lists and other kinds', () => {
  const { optimizer, regularization } = withDefaults({ regularization: { l1: 0.1, l2: 0.2 } })
  const base = { ...sigmoids, optimizer, regularization }
  const merged = patched(base, {
    title: '',
    patch: { regularization: { l2: null }, optimizer: { learningRate: 1 }, layers: [] },
  })
  expect(merged).toMatchObject({ optimizer: { ...optimizer, learningRate: 1 }, layers: [] })
  expect(merged['regularization']).toEqual({ l1: 0.1 })
  const sgd = { kind: 'sgd', learningRate: 0.1 }
  expect(patched(base, { title: '', patch: { optimizer: sgd } })['optimizer']).toEqual(sgd)
})

test('the patch between two experiments makes the second of the first', () => {
  const after = withDefaults({
    ...sigmoids,
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    regularization: { l2: 0.01 },
    layers: [{ kind: 'dense', units: 4, activation: 'relu', initializer: 'heNormal' }],
    seed: { weights: 9 },
  })
  const patch = patchBetween(sigmoids, after)
  expect(Object.keys(patch).sort()).toEqual(['layers', 'optimizer', 'regularization', 'seed'])
  expect(experimentsOf({ ...sigmoids, variants: [{ patch }] })[1]).toEqual({ ...after, title: '' })
  expect(patchBetween(sigmoids, sigmoids)).toEqual({})
})

test('a mistake in a patch is named with its place in the document', () => {
  const problemsOf = (variant: unknown) => {
    const result = parse({ ...sigmoids, variants: [variant] })
    return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`)
  }
  expect(problemsOf({ patch: { batchSize: 0 } })[0]).toMatch(/^variants\[0\]\.patch\.batchSize: /)
  expect(problemsOf({ patch: { data: {} } })[0]).toMatch(
    /^variants\[0\]\.patch\.data: must be left/,
  )
  expect(problemsOf({ patch: [] })[0]).toMatch(/^variants\[0\]\.patch: must be an object/)
  expect(problemsOf({ patch: { layers: [{ kind: 'maxPool2d' }] } })[0]).toMatch(
    /^variants\[0\]\.patch\.layers\[0\]: /,
  )
})

test('variants travel in the link', () => {
  const experiment = withDefaults({ ...sigmoids, variants: [relu], pretraining: { steps: 7 } })
  expect(decodeLink(`#${encodeLink(experiment)}`)).toEqual({ ok: true, experiment })
})

test('a new variant starts all again; one less, or a change to one that lives on, does not', () => {
  const faster = { title: '', patch: { batchSize: 50 } }
  const one = withDefaults({ ...sigmoids, variants: [relu] })
  const two = withDefaults({ ...sigmoids, variants: [faster, relu] })
  const live = withDefaults({ ...sigmoids, variants: [{ ...relu, patch: { batchSize: 9 } }] })
  expect(restartReason(sigmoids, one)).toMatch(/start/)
  expect(restartReason(one, two)).toMatch(/start/)
  expect(restartReason(two, one)).toBeNull()
  expect(matchVariants(two, one)).toEqual([1])
  expect(restartReason(two, { ...two, variants: [] })).toBeNull()
  expect(restartReason(withDefaults({ ...sigmoids, variants: [faster] }), live)).toBeNull()
  expect(restartReason(one, live)).toMatch(/start/)
  expect(restartReason(one, { ...one, batchSize: 3 })).toBeNull()
})

test('titles and conditions to stop leave alone what experiments side by side begin with', () => {
  const own = { ...sigmoids, variants: [relu] }
  const named = { ...own, title: 'Named', variants: [{ ...relu, title: 'Mine' }] }
  expect(allStartAlike(own, { ...named, stop: { ...own.stop, steps: 100 } })).toBe(true)
  expect(allStartAlike(own, { ...own, batchSize: own.batchSize + 1 })).toBe(false)
  expect(allStartAlike(own, sigmoids)).toBe(false)
  expect(allStartAlike(own, { ...own, variants: [{ ...relu, patch: { batchSize: 1 } }] })).toBe(
    false,
  )
})
