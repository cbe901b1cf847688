import { polar, TURN } from './arrange'
import type { PointGenerator } from './generator'

/** Unit normal of the dividing line, and the distance kept from it. */
const NORMAL = { x: 0.6, y: 0.8 }
const GAP = 0.4

export const linear = {
  label: 'Linearly separable',
  help: 'A straight line separates the classes: no hidden layer is needed.',
  task: 'classification',
  variables: 2,
  classes: ['below the line', 'above the line'],
  defaultNoise: 0,
  point(index, _count, random) {
    const target = index % 2
    for (;;) {
      const { x, y } = polar(5 * Math.sqrt(random.uniform()), random.between(0, TURN))
      const distance = NORMAL.x * x + NORMAL.y * y
      if (Math.abs(distance) < GAP) continue
      const side = distance > 0 === (target === 1) ? 1 : -1
      return { x: side * x, y: side * y, target }
    }
  },
} as const satisfies PointGenerator
