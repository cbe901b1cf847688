import { isImage, sizeOf } from '../../../model/shapes'
import { type DiagramLayout, extent } from '../layout'
import type { DiagramColumn } from '../structure'

/** How a column of a network for images is drawn. */
export type Look =
  /** The shown image itself. */
  | { readonly kind: 'image'; readonly height: number; readonly width: number }
  /** What a layer makes of it, map by map. */
  | { readonly kind: 'maps'; readonly height: number; readonly width: number }
  /** Units that look at the image directly: each as its weights, with its value beside them. */
  | { readonly kind: 'weights'; readonly height: number; readonly width: number }
  /** Values of units: few as squares, many as small ones, a great many as one strip. */
  | { readonly kind: 'values' }
  | { readonly kind: 'strip' }

/** Units that still get a square each. */
const MOST_SQUARES = 128
/** Edges between two columns that can be told apart, with room between them and anywhere. */
const MOST_EDGES = 400
const FEW_EDGES = 24
/** Height over width of what lines are drawn in: steeper, they become a bundle. */
const STEEPEST = 10

export function looksOf(columns: readonly DiagramColumn[]): Look[] {
  return columns.map((column, c): Look => {
    const { shape } = column
    if (isImage(shape)) {
      return { kind: c === 0 ? 'image' : 'maps', height: shape[0], width: shape[1] }
    }
    const seen = column.link === 'weights' ? imageBelow(columns, c) : null
    if (seen) return { kind: 'weights', ...seen }
    return { kind: shape[0] > MOST_SQUARES ? 'strip' : 'values' }
  })
}

/** Size of the grey image that a column sees pixel by pixel, if it does. */
function imageBelow(columns: readonly DiagramColumn[], c: number) {
  for (let below = c - 1; below > 0; below--) {
    const { layer } = columns[below]
    if (layer?.kind !== 'flatten' && layer?.kind !== 'dropout') return null
  }
  const { shape } = columns[0]
  return isImage(shape) && shape[2] === 1 ? { height: shape[0], width: shape[1] } : null
}

/**
 * What is drawn between a column and the one before it: lines for weights, for the size of filters,
 * from each unit to its like, or from the image to each unit that sees all of it; or a quiet band
 * where lines would be too many to mean anything.
 */
export type Between = 'weights' | 'filters' | 'through' | 'fan' | 'band'

/** What lines could be drawn where there is room for them. */
export function linesOf(
  columns: readonly DiagramColumn[],
  looks: readonly Look[],
  c: number,
): Between {
  const [below, column] = [columns[c - 1], columns[c]]
  if (!below || looks[c - 1].kind === 'strip' || looks[c].kind === 'strip') return 'band'
  switch (column.link) {
    case 'filters':
      return 'filters'
    case 'through':
      return below.units === column.units ? 'through' : 'band'
    case 'weights':
      if (looks[c].kind === 'weights') return c === 1 ? 'fan' : 'band'
      return isImage(below.shape) ? 'band' : 'weights'
    case 'block':
    case 'none':
      return 'band'
  }
}

/** Per column; of the first, which has none before it, nothing is drawn. */
export function betweensOf(
  columns: readonly DiagramColumn[],
  looks: readonly Look[],
  layout: DiagramLayout,
): Between[] {
  return columns.map((column, c) => {
    const lines = linesOf(columns, looks, c)
    if (lines === 'band' || lines === 'through') return lines
    const pairs = columns[c - 1].units * column.units
    if (pairs <= FEW_EDGES) return lines
    const [from, to] = [extent(layout.columns[c - 1]), extent(layout.columns[c])]
    if (!from || !to || pairs > MOST_EDGES) return 'band'
    const gap = to.left - from.right
    const height = Math.max(from.bottom, to.bottom) - Math.min(from.top, to.top)
    return height <= STEEPEST * gap && pairs <= 4 * gap ? lines : 'band'
  })
}

/** Numbers that one filter or unit takes in, times how many there are: what a band stands for. */
export function weightsBetween(columns: readonly DiagramColumn[], c: number): number {
  const { layer, shape, units, link } = columns[c]
  const below = columns[c - 1].shape
  if (link === 'weights') return sizeOf(below) * sizeOf(shape)
  if (layer?.kind !== 'conv2d' || !isImage(below)) return 0
  return layer.kernel * layer.kernel * below[2] * units
}

/** Per column: whether its weights are drawn, as lines or as images, if only those of one unit. */
export const drawnWeights = (
  columns: readonly DiagramColumn[],
  looks: readonly Look[],
): boolean[] =>
  columns.map((_, c) => {
    const lines = linesOf(columns, looks, c)
    return looks[c].kind === 'weights' || lines === 'weights' || lines === 'filters'
  })
