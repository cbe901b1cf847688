import { cos, log, sin } from '../lib/math'
import type { Augmentation } from './experiment'
import type { ImageShape } from './shapes'

/**
 * One image changed at random, in plain words for what `AugmentOp` does to a batch: mirrored, grown,
 * turned counter-clockwise and moved, each pixel mixed from the four around the place it comes from,
 * then noise added. Nothing is clipped.
 *
 * @param pixels [height, width, channels], from 0 to 1
 * @param uniform draw k in [0, 1): 0 and 1 move to the right and down, 2 turns, 3 scales, 4 mirrors;
 *   6 + 2·i and 7 + 2·i are for the noise of number i
 * @param outside what stands beyond the image
 */
export function augmentImage(
  pixels: ArrayLike<number>,
  shape: ImageShape,
  augmentation: Augmentation,
  uniform: (k: number) => number,
  outside = 0,
): Float32Array<ArrayBuffer> {
  const [height, width, channels] = shape
  const { translation, rotation, scale, flip, noise } = augmentation
  const either = (k: number) => 2 * uniform(k) - 1
  const [right, down] = [either(0) * translation, either(1) * translation]
  const angle = (either(2) * rotation * Math.PI) / 180
  const factor = 1 + either(3) * scale
  const [c, s] = [cos(angle) / factor, sin(angle) / factor]
  const mirror = flip && uniform(4) < 0.5 ? -1 : 1
  const [middleRow, middleColumn] = [(height - 1) / 2, (width - 1) / 2]

  const at = (row: number, column: number, channel: number) =>
    row >= 0 && row < height && column >= 0 && column < width
      ? pixels[(row * width + column) * channels + channel]
      : outside
  const mixed = (row: number, column: number, channel: number) => {
    const [top, left] = [Math.floor(row), Math.floor(column)]
    const [below, beside] = [row - top, column - left]
    const upper = (1 - beside) * at(top, left, channel) + beside * at(top, left + 1, channel)
    const lower =
      (1 - beside) * at(top + 1, left, channel) + beside * at(top + 1, left + 1, channel)
    return (1 - below) * upper + below * lower
  }

  const changed = new Float32Array(height * width * channels)
  for (let i = 0; i < changed.length; i++) {
    const place = Math.floor(i / channels)
    const y = Math.floor(place / width) - middleRow - down
    const x = (place % width) - middleColumn - right
    // Rows count downwards, so counter-clockwise to the eye is this way around.
    const row = middleRow + s * x + c * y
    const column = middleColumn + mirror * (c * x - s * y)
    changed[i] = mixed(row, column, i % channels)
    if (noise > 0) changed[i] += noise * normal(uniform(6 + 2 * i), uniform(7 + 2 * i))
  }
  return changed
}

/** By the Box–Muller transform. */
function normal(u: number, v: number): number {
  return Math.sqrt(-2 * log(1 - u)) * cos(2 * Math.PI * v)
}
