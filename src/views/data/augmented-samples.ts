import { randomBits } from '../../lib/random'
import { augmentImage } from '../../model/augment'
import type { Augmentation } from '../../model/experiment'
import type { ImageShape } from '../../model/shapes'

/** One image changed at random, `count` times; the same seed gives the same changes. */
export function augmentedSamples(
  pixels: ArrayLike<number>,
  shape: ImageShape,
  augmentation: Augmentation,
  seed: number,
  count: number,
): readonly Float32Array[] {
  return Array.from({ length: count }, (_, step) =>
    augmentImage(
      pixels,
      shape,
      augmentation,
      (k) => (randomBits(seed, 'augmentation', step, k) >>> 8) / 0x1000000,
    ),
  )
}
