import { polar, TURN } from './arrange'
import type { PointGenerator } from './generator'

const RADII = [1.1, 2.9, 4.7]

export const rings = {
  label: 'Rings',
  help: 'Three rings, one around the other: every border is closed.',
  task: 'classification',
  variables: 2,
  classes: ['inner ring', 'middle ring', 'outer ring'],
  defaultNoise: 0.02,
  point(index, _count, random) {
    const target = index % 3
    const radius = RADII[target] + random.between(-0.35, 0.35)
    return { ...polar(radius, random.between(0, TURN)), target }
  },
} as const satisfies PointGenerator
