import { expect, test } from 'vitest'
import { movedImages, occludedImages } from './image-points'

/** Two images of 2×3 pixels and two channels. */
const shape = [2, 3, 2] as const
const images = Float32Array.from({ length: 24 }, (_, i) => i + 1)

test('moved images keep their pixels, and what comes in is 0', () => {
  const moved = movedImages(images, shape, [1, 0])
  expect([...moved.subarray(0, 12)]).toEqual([0, 0, 1, 2, 3, 4, 0, 0, 7, 8, 9, 10])
  expect([...moved.subarray(12)]).toEqual([0, 0, 13, 14, 15, 16, 0, 0, 19, 20, 21, 22])
  const up = movedImages(images, shape, [-2, -1])
  expect([...up.subarray(0, 12)]).toEqual([11, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect([...up.subarray(12)]).toEqual([23, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('images moved beyond their size are empty, and not moved are the same', () => {
  expect(movedImages(images, shape, [3, 0]).every((pixel) => pixel === 0)).toBe(true)
  expect(movedImages(images, shape, [0, -2]).every((pixel) => pixel === 0)).toBe(true)
  expect(movedImages(images, shape, [0, 0])).toEqual(images)
})

test('a square wanders over copies of an image, cut at the edge', () => {
  const image = new Float32Array(20).fill(1)
  const copies = occludedImages(image, [4, 5, 1], { size: 3, stride: 2 }, 0.5)
  // Centres at rows 0 and 2, columns 0, 2 and 4.
  expect(copies).toHaveLength(6 * 20)
  const hidden = (copy: number) =>
    [...copies.subarray(copy * 20, (copy + 1) * 20)]
      .map((pixel) => (pixel === 1 ? '.' : 'x'))
      .join('')
  expect(hidden(0)).toBe('xx...' + 'xx...' + '.....' + '.....')
  expect(hidden(1)).toBe('.xxx.' + '.xxx.' + '.....' + '.....')
  expect(hidden(5)).toBe('.....' + '...xx' + '...xx' + '...xx')
})
