import { cloud, polar, TURN } from './arrange'
import type { PointGenerator } from './generator'

export const threeGaussians = {
  label: 'Three Gaussians',
  help: 'Three round clouds: three straight borders meet in the middle.',
  task: 'classification',
  variables: 2,
  classes: ['top', 'left', 'right'],
  defaultNoise: 0.04,
  point(index, _count, random) {
    const target = index % 3
    const { x, y } = polar(2.9, TURN / 4 + (target * TURN) / 3)
    return { x: x + 0.85 * cloud(random), y: y + 0.85 * cloud(random), target }
  },
} as const satisfies PointGenerator
