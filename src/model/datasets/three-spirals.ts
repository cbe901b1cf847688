import { evenly, placeInClass, spiralArm, TURN } from './arrange'
import type { PointGenerator } from './generator'

export const threeSpirals = {
  label: 'Three spirals',
  help: 'A three-armed spiral: every class borders on both others along its whole length.',
  task: 'classification',
  variables: 2,
  classes: ['first arm', 'second arm', 'third arm'],
  defaultNoise: 0.02,
  point(index, count) {
    const { target, place, size } = placeInClass(index, count, 3)
    const start = (target * TURN) / 3 + Math.PI / 2
    return { ...spiralArm(evenly(place, size), { turns: 0.9, start, inner: 0.7 }), target }
  },
} as const satisfies PointGenerator
