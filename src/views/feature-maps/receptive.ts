import type { Experiment } from '../../model/experiment'
import { layerShapes } from '../../model/layers'
import { type OutputPlace, type ReceptiveField, receptiveFields } from '../../model/receptive-field'
import { isImage, shapeText } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'
import { layerOf } from '../shared/layers'

export type Fields = ReadonlyMap<string, ReceptiveField>

const NONE: Fields = new Map()

/**
 * Receptive fields of a pixel, or of a unit without pixels, within the worker's network; none while
 * the document is ahead of it.
 */
export function fieldsOf(
  loaded: Loaded,
  layers: Experiment['layers'],
  place: OutputPlace | null,
): Fields {
  const layer = place && layerOf(loaded, place.layer)
  if (!layer || (isImage(layer.shape) && !place.pixel)) return NONE
  const { shapes } = layerShapes(loaded.inputShape, layers)
  const same =
    shapes.length === loaded.layers.length - 1 &&
    shapes.every((shape, i) => shapeText(shape) === shapeText(loaded.layers[i].shape))
  return same ? receptiveFields(loaded.inputShape, layers, place) : NONE
}

/** "rows 4–17" and "columns 6–19"; null where no pixel takes part. */
export function fieldText({
  region: { top, left, bottom, right },
}: ReceptiveField): readonly [rows: string, columns: string] | null {
  if (bottom <= top || right <= left) return null
  const lines = (one: string, from: number, to: number) =>
    to - from === 1 ? `${one} ${to}` : `${one}s ${from + 1}–${to}`
  return [lines('row', top, bottom), lines('column', left, right)]
}
