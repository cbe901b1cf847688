import type { PointGenerator } from './generator'

/** A regression of one variable: x spread over −6…6, one draw in each of `count` equal parts. */
export function curve(label: string, help: string, value: (x: number) => number): PointGenerator {
  return {
    label,
    help,
    task: 'regression',
    variables: 1,
    classes: [],
    defaultNoise: 0.05,
    point(index, count, random) {
      const x = (12 * (index + random.uniform())) / count - 6
      return { x, y: 0, target: value(x) }
    },
  }
}
