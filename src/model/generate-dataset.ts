import { randomSequence } from '../lib/random'
import { type Column, type Dataset, type Examples, PLANE_LIMIT } from './dataset'
import { generators } from './datasets'
import type { Generator, Point } from './datasets/generator'
import type { GeneratedData } from './experiment'
import { shuffledIndices, testCount } from './shuffle'

/** Plane units that a noise of 1 stands for. */
export const NOISE_UNIT = 5

const AXES: readonly Column[] = ['x', 'y'].map((label) => ({
  label,
  unit: '',
  centre: 0,
  scale: 1,
}))

/**
 * Draws a synthetic data set. Every example has its own draws, so another amount of noise moves the
 * same points along the same directions, and the split does not depend on it.
 */
export function generateDataset(data: GeneratedData, seed: number): Dataset {
  const generator: Generator = generators[data.name]
  const points = Array.from({ length: data.examples }, (_, index) => {
    const point = generator.point(index, data.examples, randomSequence(seed, 'points', index))
    return withNoise(point, generator, data.noise, seed, index)
  })
  const order = shuffledIndices(points.length, randomSequence(seed, 'split'))
  const shuffled = order.map((index) => points[index])
  const trainCount = points.length - testCount(points.length, data.testFraction)
  return {
    columns: AXES.slice(0, generator.variables),
    classes: generator.classes,
    targetWidth: 1,
    train: pack(shuffled.slice(0, trainCount), generator.variables),
    test: pack(shuffled.slice(trainCount), generator.variables),
  }
}

function withNoise(
  { x, y, target }: Point,
  generator: Generator,
  noise: number,
  seed: number,
  index: number,
): Point {
  const random = randomSequence(seed, 'noise', index)
  if (generator.task === 'regression') return { x, y, target: target + noise * random.normal() }
  const displaced = (value: number) =>
    reflectIntoPlane(value + NOISE_UNIT * noise * random.normal())
  return { x: displaced(x), y: generator.variables === 2 ? displaced(y) : 0, target }
}

/** Mirrors at ±6 what lies beyond, so that noise piles nothing up at the border. */
export function reflectIntoPlane(value: number): number {
  let inside = value
  while (Math.abs(inside) > PLANE_LIMIT) {
    inside = (inside > 0 ? 2 : -2) * PLANE_LIMIT - inside
  }
  return inside
}

function pack(points: readonly Point[], variables: 1 | 2): Examples {
  const inputs = points.flatMap(({ x, y }) => (variables === 2 ? [x, y] : [x]))
  return {
    count: points.length,
    inputs: Float32Array.from(inputs),
    targets: Float32Array.from(points, ({ target }) => target),
  }
}
