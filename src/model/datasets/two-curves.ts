import { cos } from '../../lib/math'
import { evenly, placeInClass } from './arrange'
import type { PointGenerator } from './generator'

/** After C. Olah, "Neural Networks, Manifolds, and Topology", 2014. */
export const twoCurves = {
  label: 'Two curves',
  help: 'Two parallel arcs: hidden layers of two units show how space is bent until a line fits.',
  task: 'classification',
  variables: 2,
  classes: ['lower curve', 'upper curve'],
  defaultNoise: 0,
  point(index, count) {
    const { target, place, size } = placeInClass(index, count, 2)
    const x = 10 * evenly(place, size) - 5
    return { x, y: 2.8 * cos((Math.PI * x) / 5) + (target === 1 ? 1.1 : -1.1), target }
  },
} as const satisfies PointGenerator
