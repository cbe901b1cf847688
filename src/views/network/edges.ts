import { css, type Palette } from '../shared/palette'
import { type DiagramLayout, edgeEnds, extent } from './layout'

/** Beyond this many, edges are straight and thin. */
export const MOST_CURVES = 2500
/** Beyond this many, only the strongest are drawn, and the legend says so. */
export const MOST_EDGES = 6000

/** More than any column has, so that an edge fits into one number. */
const MOST_UNITS = 2 ** 13

/** Widths and opacities come in steps, so that the edges of a step share one style. */
const STEPS = 16
const THINNEST = 0.5
const QUIET = { width: 2, presence: 0.5 }
const FAINT = 0.25

/** What the edges that lead to a column show. */
export interface ColumnEdges {
  /** [units before, units] */
  readonly values: Float32Array
  /** The magnitude that gets the full width. */
  readonly full: number
  /** `faint`: behind those of other columns; `bare`: hairlines that say nothing of the values. */
  readonly presence?: 'plain' | 'faint' | 'bare' | undefined
}

/** Per column; null where it has no edges of that kind. */
export type EdgeValues = readonly (ColumnEdges | null)[]

/** A unit by its column and index. */
export interface Place {
  readonly column: number
  readonly unit: number
}

interface EdgeLooks {
  readonly palette: Palette
  readonly straight: boolean
  /** Edges of a smaller share of the full magnitude are left out. */
  readonly least: number
  /** Its edges stand out, the others step back. */
  readonly focus: Place | null
  /** Thin and pale, where the edges are not what the picture is about. */
  readonly quiet?: boolean
  /** Whether of a column's edges only those of the focus are drawn. */
  readonly onlyFocused?: (column: number) => boolean
}

/** The least share of the full magnitude still drawn when only the `most` strongest edges are. */
export function leastDrawn(edges: EdgeValues, most: number): number {
  if (edges.reduce((sum, own) => sum + (own?.values.length ?? 0), 0) <= most) return 0
  const bins = new Uint32Array(1024)
  for (const own of edges) {
    if (!own) continue
    const factor = 1024 / own.full
    for (const value of own.values) bins[Math.min(1023, Math.abs(value) * factor) | 0] += 1
  }
  let bin = 1023
  for (let kept = bins[bin]; bin > 0; bin--) {
    kept += bins[bin - 1]
    if (kept > most) break
  }
  return bin / 1024
}

/** How many edges are left out. */
export function countBelow(edges: EdgeValues, least: number): number {
  let count = 0
  for (const own of edges) {
    if (!own) continue
    const { values, full } = own
    for (const value of values) if (Math.abs(value) < least * full) count += 1
  }
  return count
}

/**
 * The share of the full width for a share of the full magnitude. A root, as one weight of 20 must not
 * make those of 2 vanish, which may matter as much in another layer.
 */
export const edgeShare = (magnitude: number): number => Math.min(1, magnitude) ** (2 / 3)

/** From weak to strong, so that what matters lies on top. */
export function paintEdges(
  context: CanvasRenderingContext2D,
  layout: DiagramLayout,
  values: EdgeValues,
  looks: EdgeLooks,
): void {
  const buckets = { faint: emptyBuckets(), behind: emptyBuckets(), before: emptyBuckets() }
  sort(layout, values, looks, buckets)
  const widest = looks.quiet ? QUIET.width : fullWidth(layout, looks.straight)
  const presence = looks.quiet ? QUIET.presence : looks.focus ? 0.16 : 1
  stroke(context, layout, buckets.faint, looks, widest, Math.min(FAINT, presence), 0)
  stroke(context, layout, buckets.behind, looks, widest, presence, 0)
  stroke(context, layout, buckets.before, looks, widest, 1, 0.4)
}

function fullWidth({ columns }: DiagramLayout, straight: boolean): number {
  const tile = columns.reduce((least, column) => Math.min(least, column.tile), 44)
  return Math.min(straight ? 2 : 5, Math.max(1.5, tile * 0.115))
}

/** Packed edges for every step; negative weights first, positive ones after them. */
type Buckets = number[][]
const emptyBuckets = (): Buckets => Array.from({ length: 2 * (STEPS + 1) }, () => [])

function sort(
  { columns }: DiagramLayout,
  edges: EdgeValues,
  { focus, least, onlyFocused }: EdgeLooks,
  { faint, behind, before }: Readonly<Record<'faint' | 'behind' | 'before', Buckets>>,
): void {
  edges.forEach((own, column) => {
    if (!own) return
    const { values, full, presence } = own
    const inputs = columns[column - 1].units.length
    const units = columns[column].units.length
    const few = onlyFocused?.(column) ?? false
    const usual = presence === 'faint' ? faint : behind
    let at = 0
    for (let from = 0; from < inputs; from++) {
      for (let to = 0; to < units; to++, at++) {
        const share = presence === 'bare' ? 0 : Math.abs(values[at]) / full
        const stands =
          focus !== null &&
          ((focus.column === column && focus.unit === to) ||
            (focus.column === column - 1 && focus.unit === from))
        if (!(stands || (share >= least && !few))) continue
        const step = Math.round(edgeShare(share) * STEPS)
        const bucket = step + (values[at] < 0 ? 0 : STEPS + 1)
        const target = stands ? before : usual
        target[bucket]?.push((column * MOST_UNITS + from) * MOST_UNITS + to)
      }
    }
  })
}

function stroke(
  context: CanvasRenderingContext2D,
  layout: DiagramLayout,
  buckets: Buckets,
  { palette, straight }: EdgeLooks,
  widest: number,
  presence: number,
  leastOpacity: number,
): void {
  const colours = [css(palette.negative), css(palette.positive)]
  const neutral = css(palette.ink)
  for (let step = 0; step <= STEPS; step++) {
    const share = step / STEPS
    context.lineWidth = THINNEST + (widest - THINNEST) * share
    const opacity = step === 0 ? 0.1 : 0.14 + 0.78 * share ** 0.75
    context.globalAlpha = Math.max(leastOpacity, opacity) * presence
    colours.forEach((colour, sign) => {
      const edges = buckets[step + sign * (STEPS + 1)]
      if (edges.length === 0) return
      context.strokeStyle = step === 0 ? neutral : colour
      context.beginPath()
      for (const edge of edges) {
        const pair = edge % (MOST_UNITS * MOST_UNITS)
        const column = (edge - pair) / (MOST_UNITS * MOST_UNITS)
        trace(context, layout, column, Math.floor(pair / MOST_UNITS), pair % MOST_UNITS, straight)
        // One path of many curves takes browsers longer than many paths of one; lines do not.
        if (straight) continue
        context.stroke()
        context.beginPath()
      }
      if (straight) context.stroke()
    })
  }
  context.globalAlpha = 1
}

function trace(
  context: CanvasRenderingContext2D,
  { columns }: DiagramLayout,
  column: number,
  from: number,
  to: number,
  straight: boolean,
): void {
  const { x0, y0, x1, y1 } = edgeEnds(columns[column - 1], from, columns[column], to)
  context.moveTo(x0, y0)
  if (straight) {
    context.lineTo(x1, y1)
  } else {
    const middle = (x0 + x1) / 2
    context.bezierCurveTo(middle, y0, middle, y1, x1, y1)
  }
}

/** Each unit to its like: what a layer without weights hands on. */
export function paintThrough(
  context: CanvasRenderingContext2D,
  layout: DiagramLayout,
  column: number,
  { palette, focus }: Pick<EdgeLooks, 'palette' | 'focus'>,
): void {
  const { units } = layout.columns[column]
  if (layout.columns[column - 1].units.length !== units.length) return
  context.lineWidth = 1
  context.strokeStyle = css(palette.ink)
  units.forEach((_, unit) => {
    const stands = focus?.unit === unit && (focus.column === column || focus.column === column - 1)
    context.globalAlpha = stands ? 0.6 : 0.2
    context.beginPath()
    trace(context, layout, column, unit, unit, false)
    context.stroke()
  })
  context.globalAlpha = 1
}

/** Too many weights to tell apart, or a block of layers: a quiet surface between two columns. */
export function paintBand(
  context: CanvasRenderingContext2D,
  { columns }: DiagramLayout,
  column: number,
  palette: Palette,
): void {
  const [from, to] = [extent(columns[column - 1]), extent(columns[column])]
  if (!from || !to) return
  const middle = (from.right + to.left) / 2
  context.beginPath()
  context.moveTo(from.right, from.top)
  context.bezierCurveTo(middle, from.top, middle, to.top, to.left, to.top)
  context.lineTo(to.left, to.bottom)
  context.bezierCurveTo(middle, to.bottom, middle, from.bottom, from.right, from.bottom)
  context.fillStyle = css(palette.ink)
  context.globalAlpha = palette.theme === 'dark' ? 0.09 : 0.05
  context.fill()
  context.globalAlpha = 1
}

/** One edge above all others, with a rim of paper around it. */
export function paintEdgeAlone(
  context: CanvasRenderingContext2D,
  layout: DiagramLayout,
  edge: { readonly column: number; readonly from: number; readonly to: number },
  weight: number,
  full: number,
  { palette, straight }: Pick<EdgeLooks, 'palette' | 'straight'>,
): void {
  const widest = fullWidth(layout, straight)
  const width = Math.max(2, THINNEST + (widest - THINNEST) * edgeShare(Math.abs(weight) / full))
  context.beginPath()
  trace(context, layout, edge.column, edge.from, edge.to, straight)
  context.lineWidth = width + 5
  context.strokeStyle = css(palette.paper)
  context.stroke()
  context.lineWidth = width
  context.strokeStyle = css(weight < 0 ? palette.negative : palette.positive)
  context.stroke()
}
