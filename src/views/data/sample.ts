import type { TableName } from '../../model/bundled'
import {
  type GeneratorName,
  generators,
  type ImageGeneratorName,
  type PointGeneratorName,
} from '../../model/datasets'
import { generateDataset } from '../../model/generate-dataset'
import type { ImageShape } from '../../model/shapes'
import { bundledPoints } from './bundled-points'
import type { ImageChoiceName } from './image-choices'
import { imageSprites } from './image-sprites'
import { decodePoints, type ThumbnailPoint } from './points-code'
import { decodeSprite } from './sprite-code'

/** What a thumbnail draws. */
export interface Sample {
  readonly points: readonly ThumbnailPoint[]
  readonly kind: 'classes' | 'surface' | 'curve'
}

/** What the thumbnail of an image set draws: four of its images. */
export interface ImageSample {
  readonly images: readonly Float32Array[]
  readonly shape: ImageShape
}

/** Points of a thumbnail: more would only make a blot. */
const POINTS = 110
const SEED = 7

function memoized<K extends string, V>(draw: (key: K) => V): (key: K) => V {
  const drawn = new Map<K, V>()
  return (key) => {
    const value = drawn.get(key) ?? draw(key)
    drawn.set(key, value)
    return value
  }
}

const fewExamples = (name: GeneratorName, examples: number) => {
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

/** One image of each class. */
export const generatedImages = memoized((name: ImageGeneratorName): ImageSample => {
  const { shape } = generators[name]
  const { train } = fewExamples(name, 4)
  return { images: quarters(train.inputs), shape }
})

export const bundledImages = memoized((choice: ImageChoiceName): ImageSample => {
  const { side, pixels } = decodeSprite(imageSprites[choice])
  return { images: quarters(pixels), shape: [side, side, 1] }
})

function quarters(pixels: Float32Array): Float32Array[] {
  const size = pixels.length / 4
  return [0, 1, 2, 3].map((i) => pixels.subarray(i * size, (i + 1) * size))
}
