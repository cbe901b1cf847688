import { randomSequence } from '../lib/random'
import { type Column, type Dataset, type Examples, PLANE_LIMIT } from './dataset'
import { generators } from './datasets'
import type { Generator, ImageGenerator, Point, PointGenerator } from './datasets/generator'
import type { GeneratedData } from './experiment'
import { pixelColumns } from './pixels'
import { sizeOf } from './shapes'
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
  const order = shuffledIndices(data.examples, randomSequence(seed, 'split'))
  const trainCount = data.examples - testCount(data.examples, data.testFraction)
  const parts = { train: order.slice(0, trainCount), test: order.slice(trainCount) }
  return 'shape' in generator
    ? imageDataset(generator, data, seed, parts)
    : pointDataset(generator, data, seed, parts)
}

/** Indices of examples. */
interface Parts {
  readonly train: readonly number[]
  readonly test: readonly number[]
}

function pointDataset(
  generator: PointGenerator,
  { examples, noise }: GeneratedData,
  seed: number,
  parts: Parts,
): Dataset {
  const points = Array.from({ length: examples }, (_, index) => {
    const point = generator.point(index, examples, randomSequence(seed, 'points', index))
    return withNoise(point, generator, noise, seed, index)
  })
  const part = (indices: readonly number[]) =>
    pack(
      indices.map((index) => points[index]),
      generator.variables,
    )
  return {
    columns: AXES.slice(0, generator.variables),
    classes: generator.classes,
    targetWidth: 1,
    train: part(parts.train),
    test: part(parts.test),
  }
}

function imageDataset(
  generator: ImageGenerator,
  { examples, noise }: GeneratedData,
  seed: number,
  parts: Parts,
): Dataset {
  const size = sizeOf(generator.shape)
  const part = (indices: readonly number[]): Examples => {
    const inputs = new Float32Array(indices.length * size)
    const targets = Float32Array.from(indices, (index, i) => {
      const pixels = inputs.subarray(i * size, (i + 1) * size)
      return generator.draw(pixels, index, examples, randomSequence(seed, 'points', index), noise)
    })
    return { count: indices.length, inputs, targets }
  }
  return {
    shape: generator.shape,
    columns: pixelColumns(generator.shape),
    classes: generator.classes,
    targetWidth: 1,
    train: part(parts.train),
    test: part(parts.test),
  }
}

function withNoise(
  { x, y, target }: Point,
  generator: PointGenerator,
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
