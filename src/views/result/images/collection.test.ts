import { describe, expect, it } from 'vitest'
import { withDefaults } from '../../../model/parse'
import type { ImageShape } from '../../../model/shapes'
import {
  addClass,
  addImage,
  currentCollection,
  imagesOf,
  nameClass,
  obstacle,
  removeClass,
  removeImage,
  withCollection,
} from './collection'

const SHAPE: ImageShape = [2, 2, 1]
const mnist = withDefaults({ data: { kind: 'bundled', name: 'digits' }, layers: [] })
const empty = currentCollection(undefined, mnist, SHAPE)
const filled = addImage(addImage(empty, 0, [0, 0, 0, 1]), 1, [1, 0, 0, 0])

describe('a collection of images', () => {
  it('begins with two classes, or with what the document holds', () => {
    expect(empty).toEqual({ classes: ['A', 'B'], items: [] })
    const experiment = withCollection(mnist, nameClass(filled, 1, 'moon'), SHAPE)
    expect(currentCollection(undefined, experiment, SHAPE)).toEqual(nameClass(filled, 1, 'moon'))
    expect(currentCollection(undefined, experiment, [2, 1, 1]).items).toEqual([])
  })

  it('goes on after it was trained on, and begins anew with the images of another document', () => {
    const trained = withCollection(mnist, filled, SHAPE)
    const more = addImage(filled, 0, [1, 1, 0, 0])
    const kept = { collection: more, document: imagesOf(trained, SHAPE) }
    expect(currentCollection(kept, trained, SHAPE)).toBe(more)
    expect(currentCollection(kept, mnist, SHAPE)).toBe(more)
    const other = withCollection(mnist, addClass(filled), SHAPE)
    expect(currentCollection(kept, other, SHAPE)).toEqual(addClass(filled))
  })

  it('loses a class with its images, and the others keep theirs', () => {
    const three = addImage(addClass(filled), 2, [0, 1, 0, 0])
    expect(three.classes).toEqual(['A', 'B', 'C'])
    expect(removeClass(three, 1)).toEqual({
      classes: ['A', 'C'],
      items: [
        { label: 0, pixels: [0, 0, 0, 1] },
        { label: 1, pixels: [0, 1, 0, 0] },
      ],
    })
    expect(removeImage(three, 0).items.map(({ label }) => label)).toEqual([1, 2])
  })

  it('can be trained on once every class has an image', () => {
    expect(obstacle(empty)).toContain('Two classes')
    expect(obstacle(filled)).toBeNull()
    expect(obstacle(addClass(filled))).toContain('C has no image')
  })
})

describe('an experiment with collected images', () => {
  it('has them as a table, with the network that it had', () => {
    const { data, layers, title } = withCollection(mnist, filled, SHAPE)
    expect(data).toEqual({
      kind: 'table',
      shape: SHAPE,
      classes: ['A', 'B'],
      inputs: [
        [0, 0, 0, 1],
        [1, 0, 0, 0],
      ],
      labels: [0, 1],
      testFraction: 0,
    })
    expect(layers).toBe(mnist.layers)
    expect(title).toBe('My images')
  })

  it('keeps some for testing when there are many, and its title and share when there were some', () => {
    const many = Array.from({ length: 10 }).reduce<typeof filled>(
      (collection, _, i) => addImage(collection, i % 2, [0, 0, 0, 0]),
      filled,
    )
    const first = withCollection(mnist, many, SHAPE)
    expect(first.data).toMatchObject({ testFraction: 0.2 })
    const second = withCollection({ ...first, title: 'Suns and moons' }, filled, SHAPE)
    expect(second.title).toBe('Suns and moons')
    expect(second.data).toMatchObject({ testFraction: 0.2 })
  })
})
