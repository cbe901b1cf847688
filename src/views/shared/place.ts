import type { Experiment, Layer } from '../../model/experiment'
import { layerEntry, layerKinds, projectionOf } from '../../model/layers'
import { isImage, type Shape, shapeText, unitsOf } from '../../model/shapes'
import type { EdgeRef, UnitRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { allLayers, layerOf } from './layers'

export interface Pixel {
  readonly row: number
  readonly column: number
}

/** The number whose making is explained. */
export interface Place {
  /** `inputs` or a layer's name. */
  readonly layer: string
  /** The map, or the unit of a vector. */
  readonly unit: number
  /** Null where the layer gives a vector. */
  readonly pixel: Pixel | null
}

/** The selected number; else the centre of the first map of the first convolution. */
export function explainedPlace(
  loaded: Loaded,
  selection: {
    readonly unit: UnitRef | null
    readonly edge: EdgeRef | null
    readonly pixel: Pixel | null
  },
): Place {
  const { unit, edge, pixel } = selection
  const chosen = unit ?? (edge && { layer: edge.layer, unit: edge.to })
  if (chosen && (chosen.layer === 'inputs' || layerOf(loaded, chosen.layer))) {
    const shape = shapeOf(loaded, chosen.layer)
    return {
      layer: chosen.layer,
      unit: Math.min(chosen.unit, unitsOf(shape) - 1),
      pixel: pixelOf(shape, pixel),
    }
  }
  const layers = allLayers(loaded)
  const first = layers.find(({ kind }) => kind === 'conv2d') ?? layers[0]
  const layer = first?.name ?? 'inputs'
  return { layer, unit: 0, pixel: pixelOf(shapeOf(loaded, layer), pixel) }
}

/** The chosen pixel of an image, its centre if that lies outside; null of a vector. */
export function pixelOf(shape: Shape, pixel: Pixel | null): Pixel | null {
  if (!isImage(shape)) return null
  const [height, width] = shape
  const inside = pixel && pixel.row < height && pixel.column < width
  return inside ? pixel : { row: Math.floor(height / 2), column: Math.floor(width / 2) }
}

/** The same spot of the picture in a map of another size. */
export function samePixel(pixel: Pixel | null, from: Shape, to: Shape): Pixel | null {
  if (!pixel || !isImage(from) || !isImage(to)) return pixel
  const along = (at: number, side: 0 | 1) =>
    Math.min(to[side] - 1, Math.floor(((at + 0.5) * to[side]) / from[side]))
  return { row: along(pixel.row, 0), column: along(pixel.column, 1) }
}

/** What `inputs` or a layer gives for one example. */
export function shapeOf(loaded: Loaded, layer: string): Shape {
  return layerOf(loaded, layer)?.shape ?? loaded.inputShape
}

/** `layers/K`, and within a block what stands below it. */
const NAME = /^layers\/(\d+)(?:\/(?:layers\/(\d+)|projection))?$/

/** The layer whose outputs feed `layer`, within a block too; `inputs` below the first. */
export function nameBelow(loaded: Loaded, layer: string): string {
  const [, block, inner] = NAME.exec(layer) ?? []
  if (inner !== undefined && Number(inner) > 0) return `layers/${block}/layers/${Number(inner) - 1}`
  const outer = block === undefined ? layer : `layers/${block}`
  const index = loaded.layers.findIndex(({ name }) => name === outer)
  return loaded.layers[index - 1]?.name ?? 'inputs'
}

/** What a layer of the document is set to; null while the network is older than the document. */
export function layerSettings(experiment: Experiment, loaded: Loaded, name: string): Layer | null {
  const info = layerOf(loaded, name)
  const [, index, inner] = NAME.exec(name) ?? []
  const layer = experiment.layers[Number(index ?? -1)]
  if (!info || !layer) return null
  const found = name.split('/').length === 2 ? layer : innerLayer(layer, inner, info.inputShape)
  if (found?.kind !== info.kind) return null
  const shape = layerEntry(found).shape(found, info.inputShape)
  return !('message' in shape) && shapeText(shape) === shapeText(info.shape) ? found : null
}

function innerLayer(block: Layer, inner: string | undefined, input: Shape): Layer | null {
  if (block.kind !== 'residual') return null
  return inner === undefined ? projectionOf(block, input) : (block.layers[Number(inner)] ?? null)
}

/** "Input", "Layer 2", "Layer 3.1", "Projection 3", "Output": counted from 1 as people do. */
export function layerNumber(layer: string): string {
  if (layer === 'inputs') return 'Input'
  const [, index, inner] = NAME.exec(layer) ?? []
  if (index === undefined) return 'Output'
  const number = Number(index) + 1
  if (layer.endsWith('/projection')) return `Projection ${number}`
  return inner === undefined ? `Layer ${number}` : `Layer ${number}.${Number(inner) + 1}`
}

/** "Layer 2 · Max pooling". */
export function layerTitle(loaded: Loaded, layer: string): string {
  const info = layerOf(loaded, layer)
  if (!info) return 'Input'
  const number = layerNumber(layer)
  if (layer.endsWith('/projection')) return `${number.replace('Projection', 'Layer')} · Projection`
  return `${number} · ${layerKinds[info.kind].label}`
}

/** "row 4, column 7". */
export const pixelText = ({ row, column }: Pixel): string => `row ${row + 1}, column ${column + 1}`

/** Where a number stands among the floats of one example. */
export function indexIn(shape: Shape, { unit, pixel }: Place): number {
  if (!isImage(shape) || !pixel) return unit
  return (pixel.row * shape[1] + pixel.column) * shape[2] + unit
}
