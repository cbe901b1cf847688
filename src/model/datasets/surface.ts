import type { PointGenerator } from './generator'

/** A regression on the plane: points evenly over −5…5, targets from `value`, about −1…1. */
export function surface(
  label: string,
  help: string,
  value: (x: number, y: number) => number,
): PointGenerator {
  return {
    label,
    help,
    task: 'regression',
    variables: 2,
    classes: [],
    defaultNoise: 0.02,
    point(_index, _count, random) {
      const x = random.between(-5, 5)
      const y = random.between(-5, 5)
      return { x, y, target: value(x, y) }
    },
  }
}
