import { sin } from '../../lib/math'
import { polar, TURN } from './arrange'
import type { PointGenerator } from './generator'

export const petals = {
  label: 'Petals',
  help: 'A flower of five bent petals: five classes whose borders are curves.',
  task: 'classification',
  variables: 2,
  classes: ['first petal', 'second petal', 'third petal', 'fourth petal', 'fifth petal'],
  defaultNoise: 0.02,
  point(index, _count, random) {
    const target = index % 5
    for (;;) {
      // Evenly within the outline: 0.5 to 5 from the middle, half as wide as a sine's arch.
      const along = random.uniform()
      const outline = sin(Math.PI * along)
      if (random.uniform() > outline) continue
      const radius = 0.5 + 4.5 * along
      const bend = 0.17 * radius + (1.05 * outline * random.between(-1, 1)) / radius
      return { ...polar(radius, TURN / 4 + (target * TURN) / 5 + bend), target }
    }
  },
} as const satisfies PointGenerator
