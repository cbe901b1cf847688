import type { PointGenerator } from './generator'

/** Distance kept from the axes. */
const GAP = 0.3

export const xor = {
  label: 'Exclusive or',
  help: 'Opposite quadrants belong together: the smallest problem that one straight line cannot solve.',
  task: 'classification',
  variables: 2,
  classes: ['unlike signs', 'like signs'],
  defaultNoise: 0.04,
  point(index, _count, random) {
    const target = index % 2
    const side = random.uniform() < 0.5 ? -1 : 1
    return {
      x: side * random.between(GAP, 5),
      y: (target === 1 ? side : -side) * random.between(GAP, 5),
      target,
    }
  },
} as const satisfies PointGenerator
