import { isImage, type Shape, unitsOf } from '../../model/shapes'
import type { Phase } from '../../store/phase'
import type { SelectionState } from '../../store/selection'
import type { LayerInfo, Loaded } from '../../worker/protocol'
import { layerOf } from '../shared/layers'
import { shortUnitName } from '../shared/parameters'
import { indexIn, layerNumber, type Pixel, pixelOf, shapeOf } from '../shared/place'

/** The number that a phase is explained by. */
export interface Subject {
  readonly info: LayerInfo
  /** The map, or the unit of a vector. */
  readonly unit: number
  readonly pixel: Pixel | null
  /** Among the numbers of one example. */
  readonly index: number
  /** The selected edge's beginning, where one into this unit is selected. */
  readonly from: number | null
}

/** The selected unit where it belongs to the phase, else the first of the phase's layer. */
export function subjectOf(
  loaded: Loaded,
  phase: Phase,
  { unit, edge, pixel }: Pick<SelectionState, 'unit' | 'edge' | 'pixel'>,
): Subject | null {
  const chosen = unit ?? (edge && { layer: edge.layer, unit: edge.to })
  const info = layerFor(loaded, phase, chosen?.layer ?? '')
  if (!info) return null
  const own = chosen?.layer === info.name ? Math.min(chosen.unit, unitsOf(info.shape) - 1) : 0
  const place = { layer: info.name, unit: own, pixel: pixelOf(info.shape, pixel) }
  const isInto = edge?.layer === info.name && edge.to === own
  return {
    info,
    unit: own,
    pixel: place.pixel,
    index: indexIn(info.shape, place),
    from: isInto ? edge.from : null,
  }
}

function layerFor(loaded: Loaded, phase: Phase, selected: string): LayerInfo | undefined {
  if (phase.kind === 'update') {
    const names = learningLayers(loaded)
    return layerOf(loaded, names.includes(selected) ? selected : (names[0] ?? ''))
  }
  if (phase.kind === 'forward' || phase.kind === 'backward') {
    const within = selected.startsWith(`${phase.layer}/`) && layerOf(loaded, selected)
    return within || layerOf(loaded, phase.layer)
  }
  return loaded.layers.at(-1)
}

/** Layers with parameters that an optimizer changes. */
export function learningLayers(loaded: Loaded): string[] {
  return [...new Set(loaded.parameters.map(({ name }) => name.slice(0, name.lastIndexOf('/'))))]
}

/** "x", "1·3", or of an image "row 2, column 3, map 1": one of the numbers of a layer. */
export function numberName(loaded: Loaded, layer: string, index: number): string {
  const shape: Shape = shapeOf(loaded, layer)
  if (isImage(shape)) {
    const [, width, channels] = shape
    const pixel = Math.floor(index / channels)
    const where = `${Math.floor(pixel / width) + 1}, ${(pixel % width) + 1}`
    return channels === 1 ? where : `${where}, map ${(index % channels) + 1}`
  }
  return /^layers\/\d+\//.test(layer) ? `unit ${index + 1}` : shortUnitName(loaded, layer, index)
}

/** "Layer 1", or of an image "Layer 1: row, column": heads a column of `numberName`. */
export function numbersOf(loaded: Loaded, layer: string): string {
  const name = layer === 'inputs' ? 'Input' : layerNumber(layer)
  return isImage(shapeOf(loaded, layer)) ? `${name}: row, column` : name
}
