import { expect, test } from 'vitest'
import type { Experiment } from '../../model/experiment'
import { sideBySide, withDefaults } from '../../model/parse'
import {
  hasRoom,
  keepOnly,
  networkName,
  standsBeside,
  withoutVariant,
  withTitle,
  withVariant,
} from './variants'

const document = withDefaults({ title: 'Circle', view: { dock: 'gradients' } })
const larger = { ...document, batchSize: 50 }
const seeded = { ...document, seed: { ...document.seed, weights: 5 } }
const complete = (experiment: Experiment, index: number) => {
  const result = sideBySide(experiment)[index]
  if (!result?.ok) throw new Error('the variant is not valid')
  return result.experiment
}

test('a network that is opened beside another is that network, and is known again', () => {
  const two = withVariant(document, larger)
  expect(complete(two, 1)).toEqual({ ...larger, title: '' })
  expect(standsBeside(two, larger)).toBe(true)
  expect(standsBeside(two, seeded)).toBe(false)
})

test('one opened from a variant differs from the document in both', () => {
  const two = withVariant(document, larger)
  const both = { ...complete(two, 1), seed: seeded.seed }
  const three = withVariant(two, both)
  expect(networkName(three, complete(three, 2), 2)).toBe(
    'Batches of 50 in place of 10 and seed 5 of the weights',
  )
})

test('three have room beside the first', () => {
  const full = [1, 2, 3].reduce(
    (all, weights) => withVariant(all, { ...document, seed: { data: 1, weights: weights + 9 } }),
    document,
  )
  expect(hasRoom(full)).toBe(false)
  expect(hasRoom(withoutVariant(full, 2))).toBe(true)
  expect(withoutVariant(full, 2).variants).toEqual([full.variants[0], full.variants[2]])
})

test('a network is called by its title, or else by what differs', () => {
  const two = withVariant(document, larger)
  expect(networkName(two, document, 0)).toBe('Original')
  expect(networkName(two, larger, 1)).toBe('Batches of 50 in place of 10')
  expect(networkName(withTitle(two, 1, 'Calm'), larger, 1)).toBe('Calm')
})

test('the one that is kept takes over the title and what is shown', () => {
  const two = withTitle(withVariant(document, larger), 1, 'Calm')
  expect(keepOnly(two, complete(two, 1), 1)).toEqual(larger)
  expect(keepOnly(two, document, 0)).toEqual(document)
})
