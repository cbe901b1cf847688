import { expect, it } from 'vitest'
import { nextPixel } from './use-slide'

it('slides along the rows to the last pixel', () => {
  const visited = []
  for (let pixel = nextPixel([2, 3, 1], { row: 0, column: 1 }); pixel; ) {
    visited.push(`${pixel.row} ${pixel.column}`)
    pixel = nextPixel([2, 3, 1], pixel)
  }
  expect(visited).toEqual(['0 2', '1 0', '1 1', '1 2'])
})
