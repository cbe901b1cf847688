import { generators, type ImageGeneratorName } from '../../model/datasets'
import type { ImageShape } from '../../model/shapes'
import type { ImageChoiceName } from './image-choices'
import { imageSprites } from './image-sprites'
import { fewExamples, memoized } from './sample'
import { decodeSprite } from './sprite-code'

/** What the thumbnail of an image set draws: four of its images. */
export interface ImageSample {
  readonly images: readonly Float32Array[]
  readonly shape: ImageShape
}

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
