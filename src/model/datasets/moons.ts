import { evenly, placeInClass, polar } from './arrange'
import type { PointGenerator } from './generator'

/** The half circles known from scikit-learn's `make_moons`, centred and enlarged. */
export const moons = {
  label: 'Moons',
  help: 'Two half circles that reach into each other: a gentle curve separates them.',
  task: 'classification',
  variables: 2,
  classes: ['upper moon', 'lower moon'],
  defaultNoise: 0.05,
  point(index, count) {
    const { target, place, size } = placeInClass(index, count, 2)
    const { x, y } = polar(3.2, Math.PI * evenly(place, size))
    return target === 0 ? { x: x - 1.6, y: y - 0.8, target } : { x: 1.6 - x, y: 0.8 - y, target }
  },
} as const satisfies PointGenerator
