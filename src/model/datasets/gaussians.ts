import { cloud } from './arrange'
import type { PointGenerator } from './generator'

export const gaussians = {
  label: 'Two Gaussians',
  help: 'Two round clouds: one unit suffices, and noise makes them overlap.',
  task: 'classification',
  variables: 2,
  classes: ['lower left', 'upper right'],
  defaultNoise: 0.04,
  point(index, _count, random) {
    const target = index % 2
    const centre = target === 1 ? 2.3 : -2.3
    return { x: centre + cloud(random), y: centre + cloud(random), target }
  },
} as const satisfies PointGenerator
