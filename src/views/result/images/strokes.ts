import type { ImageShape } from '../../../model/shapes'
import type { Raster } from './raster'

/** One move of the brush; the pad is 1 wide. */
export interface Stroke {
  /** Of the brush. */
  readonly width: number
  /** x, y, x, y … from the upper left; a single point is a dot. */
  readonly points: readonly number[]
}

/** Width of the brush as a share of the pad's width. */
export const BRUSHES = { thin: 0.05, medium: 0.085, thick: 0.13 } as const
export type Brush = keyof typeof BRUSHES

/** Width in pixels of the picture that strokes are drawn into before the network's pixels. */
const RASTER_WIDTH = 168

/** @param scale pixels per width of the pad */
export function paintStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  scale: number,
  colour: string,
): void {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.strokeStyle = colour
  for (const { width, points } of strokes) {
    context.lineWidth = width * scale
    context.beginPath()
    context.moveTo(points[0] * scale, points[1] * scale)
    // A line to where it begins is a dot with a round cap.
    if (points.length === 2) context.lineTo(points[0] * scale, points[1] * scale)
    for (let i = 2; i < points.length; i += 2) {
      context.lineTo(points[i] * scale, points[i + 1] * scale)
    }
    context.stroke()
  }
}

let canvas: HTMLCanvasElement | undefined

/** Strokes as a picture: 1 where the brush was, 0 elsewhere, soft at the edges. */
export function strokesRaster(strokes: readonly Stroke[], [rows, columns]: ImageShape): Raster {
  const width = RASTER_WIDTH
  const height = Math.max(1, Math.round((width * rows) / columns))
  canvas ??= document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw on a canvas.')
  paintStrokes(context, strokes, width, '#000')
  const { data } = context.getImageData(0, 0, width, height)
  const values = Float32Array.from({ length: width * height }, (_, i) => data[4 * i + 3] / 255)
  return { width, height, channels: 1, values }
}
