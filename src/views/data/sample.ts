import type { TableName } from '../../model/bundled'
import { type GeneratorName, generators, type PointGeneratorName } from '../../model/datasets'
import { generateDataset } from '../../model/generate-dataset'
import { bundledPoints } from './bundled-points'
import { decodePoints, type ThumbnailPoint } from './points-code'

/** What a thumbnail draws. */
export interface Sample {
  readonly points: readonly ThumbnailPoint[]
  readonly kind: 'classes' | 'surface' | 'curve'
}

/** Points of a thumbnail: more would only make a blot. */
const POINTS = 110
const SEED = 7

export function memoized<K extends string, V>(draw: (key: K) => V): (key: K) => V {
  const drawn = new Map<K, V>()
  return (key) => {
    const value = drawn.get(key) ?? draw(key)
    drawn.set(key, value)
    return value
  }
}

export const fewExamples = (name: GeneratorName, examples: number) => {
  const { defaultNoise: noise } = generators[name]
  return generateDataset({ kind: 'generated', name, examples, noise, testFraction: 0 }, SEED)
}

/** A few examples of a synthetic data set, always the same. */
export const generatedSample = memoized((name: PointGeneratorName): Sample => {
  const { task, variables } = generators[name]
  const { train } = fewExamples(name, POINTS)
  const points = Array.from({ length: train.count }, (_, i) => ({
    x: train.inputs[i * variables],
    y: variables > 1 ? train.inputs[i * variables + 1] : 0,
    target: train.targets[i],
  }))
  const kind = task === 'classification' ? 'classes' : variables > 1 ? 'surface' : 'curve'
  return { points, kind }
})

export const bundledSample = memoized((name: TableName): Sample => {
  return { points: decodePoints(bundledPoints[name]), kind: 'classes' }
})
