import { sizeOf } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'

/** A training image, alone in a list, which is what `Mosaic` draws. */
export interface ImageOfClass {
  readonly index: number
  readonly images: readonly [Float32Array]
}

/** The first training images of a class; none where the class is not told apart. */
export function samplesOfClass(
  { train, classes, imageShape }: Pick<Loaded, 'train' | 'classes' | 'imageShape'>,
  name: string,
  count: number,
): readonly ImageOfClass[] {
  const target = classes.indexOf(name)
  const size = imageShape ? sizeOf(imageShape) : 0
  const samples: ImageOfClass[] = []
  for (let index = 0; index < train.count && samples.length < count; index++) {
    if (train.targets[index] !== target) continue
    const image = train.inputs.subarray(index * size, (index + 1) * size)
    samples.push({ index, images: [image] })
  }
  return samples
}
