import type { ImageShape } from '../../../model/shapes'
import { predictedClass } from '../../shared/outputs'

/** Pixels that images are moved, to the right and down; along one axis at a time. */
export type Shift = readonly [columns: number, rows: number]

const MOST_PIXELS = 4

/** Farthest that images of a shape are moved: on small ones a few pixels are the whole figure. */
export function mostShift([height, width]: ImageShape): number {
  return Math.max(1, Math.min(MOST_PIXELS, Math.floor(Math.min(height, width) / 4)))
}

/** In the order in which they are measured: unmoved first, then farther and farther. */
export function shiftsOf(shape: ImageShape): readonly Shift[] {
  const shifts: Shift[] = [[0, 0]]
  for (let by = 1; by <= mostShift(shape); by++) shifts.push([-by, 0], [by, 0], [0, -by], [0, by])
  return shifts
}

/**
 * Share of the examples that are told right.
 *
 * @param outputs [rows, width] of the first `rows` examples
 */
export function accuracyOf(outputs: Float32Array, width: number, targets: Float32Array): number {
  const rows = outputs.length / width
  let right = 0
  for (let i = 0; i < rows; i++) {
    if (predictedClass(outputs, i * width, width) === targets[i]) right += 1
  }
  return right / rows
}
