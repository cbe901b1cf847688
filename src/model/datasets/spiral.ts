import { evenly, placeInClass, spiralArm } from './arrange'
import type { PointGenerator } from './generator'

/** After K. Lang and M. Witbrock, "Learning to Tell Two Spirals Apart", 1988. */
export const spiral = {
  label: 'Spiral',
  help: 'Two arms wound around each other: it takes several layers, or good features.',
  task: 'classification',
  variables: 2,
  classes: ['first arm', 'second arm'],
  defaultNoise: 0.02,
  point(index, count) {
    const { target, place, size } = placeInClass(index, count, 2)
    const start = target * Math.PI
    return { ...spiralArm(evenly(place, size), { turns: 1.6, start, inner: 0.5 }), target }
  },
} as const satisfies PointGenerator
