import type { ImageGeneratorName } from '../../model/datasets'
import type { ImageChoiceName } from './image-choices'
import { bundledImages, generatedImages } from './image-sample'
import { Mosaic } from './mosaic'

/** Four images of a set. */
export function ImageThumbnail(
  of: { readonly generated: ImageGeneratorName } | { readonly choice: ImageChoiceName },
) {
  const sample = 'generated' in of ? generatedImages(of.generated) : bundledImages(of.choice)
  return <Mosaic {...sample} columns={2} />
}
