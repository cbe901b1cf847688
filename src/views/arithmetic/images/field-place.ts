import type { Layer } from '../../../model/experiment'
import { type OutputPlace, type Region, receptiveFields } from '../../../model/receptive-field'
import type { ImageShape, Shape } from '../../../model/shapes'
import type { Pixel } from '../../shared/place'

/**
 * The output pixel whose receptive field in an earlier layer lies nearest to a pixel there. Fields
 * move by the same distance from each output pixel to the next.
 *
 * @param output shape of the layer of `place`
 */
export function pixelSeeing(
  input: Shape,
  layers: readonly Layer[],
  place: OutputPlace,
  output: ImageShape,
  seen: { readonly layer: string; readonly pixel: Pixel },
): Pixel | null {
  const [height, width] = output
  const fieldOf = (pixel: Pixel) =>
    receptiveFields(input, layers, { ...place, pixel }).get(seen.layer)?.whole
  const first = fieldOf({ row: 0, column: 0 })
  const last = fieldOf({ row: height - 1, column: width - 1 })
  if (!first || !last) return null
  const along = (at: number, size: number, from: number, to: number) =>
    to === from
      ? 0
      : Math.min(size - 1, Math.max(0, Math.round(((at - from) / (to - from)) * (size - 1))))
  const middle = ({ top, left, bottom, right }: Region) => ({
    row: (top + bottom - 1) / 2,
    column: (left + right - 1) / 2,
  })
  const [start, end] = [middle(first), middle(last)]
  return {
    row: along(seen.pixel.row, height, start.row, end.row),
    column: along(seen.pixel.column, width, start.column, end.column),
  }
}
