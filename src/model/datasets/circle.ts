import { cos, sin } from '../../lib/math'
import type { PointGenerator } from './generator'

export const circle = {
  label: 'Circle',
  help: 'A disc inside a ring: no straight line separates them.',
  task: 'classification',
  variables: 2,
  classes: ['ring', 'disc'],
  defaultNoise: 0.04,
  point(index, _count, random) {
    const target = index % 2
    const radius = target === 1 ? 2.5 * Math.sqrt(random.uniform()) : random.between(3.5, 5)
    const angle = random.between(0, 2 * Math.PI)
    return { x: radius * cos(angle), y: radius * sin(angle), target }
  },
} as const satisfies PointGenerator
