import { cos, sin } from '../../lib/math'
import type { ImageShape } from '../shapes'

/** Distance from the edge of a figure in pixels, negative inside, of a place relative to its centre. */
export type Figure = (x: number, y: number) => number

/** Where a figure stands: its centre in pixels from the image's centre, y upwards, and its turn. */
export interface Pose {
  readonly x: number
  readonly y: number
  /** In radians, counter-clockwise. */
  readonly angle: number
}

/** Draws a figure in white, its edge smoothed over one pixel. */
export function drawFigure(
  pixels: Float32Array,
  [height, width]: ImageShape,
  figure: Figure,
  { x, y, angle }: Pose,
): void {
  const [c, s] = [cos(angle), sin(angle)]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const dx = column - (width - 1) / 2 - x
      const dy = (height - 1) / 2 - row - y
      const distance = figure(c * dx + s * dy, c * dy - s * dx)
      pixels[row * width + column] = Math.min(1, Math.max(0, 0.5 - distance))
    }
  }
}

export function rectangle(halfWidth: number, halfHeight: number): Figure {
  return (x, y) => Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight)
}
