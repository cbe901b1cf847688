import type { PointGenerator } from './generator'

/** Four by four squares of 2.5 plane units, and the distance kept from their edges. */
const SQUARE = 2.5
const GAP = 0.15

export const checkerboard = {
  label: 'Checkerboard',
  help: 'Sixteen squares in two colours: each needs its own borders, so width is wanted.',
  task: 'classification',
  variables: 2,
  classes: ['dark squares', 'light squares'],
  defaultNoise: 0.01,
  point(index, _count, random) {
    const target = index % 2
    const column = random.integer(4)
    const row = 2 * random.integer(2) + ((column + target) % 2)
    return {
      x: (column - 2) * SQUARE + random.between(GAP, SQUARE - GAP),
      y: (row - 2) * SQUARE + random.between(GAP, SQUARE - GAP),
      target,
    }
  },
} as const satisfies PointGenerator
