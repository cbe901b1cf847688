/** Where everything stands, in CSS pixels of the scrolled content; pure, so that tests can check it. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface ColumnLayout {
  /** Centre. */
  readonly x: number
  /** Width of a thumbnail, and its height. */
  readonly tile: number
  readonly tileHeight: number
  /** Left upper corners of the thumbnails, in index order. */
  readonly units: readonly Point[]
  /** Thumbnails side by side that stand level, as in a grid. */
  readonly abreast: number
  readonly headWidth: number
  /** Around all of the picture, where that is not just around its thumbnails. */
  readonly box?: Box
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The `+` between columns, where a layer may be added. */
export interface Inserts {
  readonly size: number
  readonly top: number
  /** Centres; one after each column but the last. */
  readonly xs: readonly number[]
}

export interface DiagramLayout {
  /** At least the container's; larger where not everything fits. */
  readonly width: number
  readonly height: number
  /** Heads are a single button each, which opens what the others show at once. */
  readonly compact: boolean
  /** Least distance of neighbouring columns. */
  readonly pitch: number
  readonly headTop: number
  readonly inserts: Inserts
  /** Where labels below the columns stand. */
  readonly footY: number
  /** Lines of them there is room for: both, the ends of the units' colours alone, or none. */
  readonly footLines: 0 | 1 | 2
  /** Whether heads leave out their last line. */
  readonly shortHeads: boolean
  readonly columns: readonly ColumnLayout[]
}

export interface LayoutRequest {
  readonly width: number
  readonly height: number
  /** Units of each column, inputs first, output last. */
  readonly units: readonly number[]
  /** Room for the words beside inputs and outputs. */
  readonly labels: { readonly left: number; readonly right: number }
  /** Whether a finger points, which needs larger targets. */
  readonly coarse: boolean
  /** Size of the type over 16 px, which the heads grow with. */
  readonly scale: number
  /** Whether a head carries a remark below its controls. */
  readonly note: boolean
  /** Whether the scale of its edges stands below each column. */
  readonly edgeScales?: boolean
}

/** Few sizes, so that columns of nearly the same width look the same. */
const TILES = [56, 44, 40, 36, 32, 28, 22, 18, 14, 12, 10] as const
/** The largest size takes this much room around it. */
const LARGE_TILE = { pitch: 150, height: 500 }
/** Below this a column is set in several staggered rows before it shrinks further. */
const SMALL_TILE = 20
const NEARLY_SAME = 1.4
const AIRY_TILE = 36
const MOST_ROWS_ABREAST = 4
const SMALLEST_PITCH = { fine: 40, coarse: 50 }
const LARGEST_PITCH = 230
const LEAST_BODY = 120
/** Height with which nothing else is left out for the columns: so much for each unit, up to a most. */
const ENOUGH = { each: 22, most: 160 }
const COMPACT_HEAD = { fine: 42, coarse: 48 }
const FULL_HEAD = { fine: 96, coarse: 140 }
const NOTE = 30
const MARGIN = 20
const HEAD_TOP = 14
const HEAD_GAP = 12
/** Below the columns, by lines of labels there. */
const FOOT = [14, 32, 32] as const
/** Narrower, heads and the `+` do not stand in one row. */
const LEAST_HEAD = 46
/** From this pitch on the number of a layer's parameters stands below it. */
export const COUNT_PITCH = 62
const COUNT_LINE = 15

export const tileGap = (tile: number): number => Math.max(2, Math.round(tile * 0.22))

export function layOut(request: LayoutRequest): DiagramLayout {
  const { units, labels, coarse, scale } = request
  const gaps = units.length - 1
  const pointer = coarse ? 'coarse' : 'fine'
  // Heads are wider than the thumbnails below them, labels stand beside those.
  const side = (label: number) => MARGIN + Math.max(28 * scale, 22 + (label > 0 ? label + 8 : 0))
  const [left, right] = [side(labels.left), side(labels.right)]
  const room = request.width - left - right
  const pitch = Math.min(
    LARGEST_PITCH * scale,
    Math.max(SMALLEST_PITCH[pointer] * scale, room / gaps),
  )
  const width = Math.max(request.width, left + right + pitch * gaps)
  const size = coarse ? 44 : 22
  const beside = pitch - size - 4 >= LEAST_HEAD
  // Where there is no room for the `+` beside the heads, they get a row of their own above them.
  const headTop = beside ? HEAD_TOP : size + 4
  const { compact, footLines, bodyTop, foot, body } = shareHeight(request, pitch, headTop)
  const headWidth = compact
    ? Math.min(92 * scale, pitch - (beside ? size + 4 : 6))
    : Math.min(136 * scale, pitch - 28)

  // What is left over beside capped columns goes to both sides alike, but never into the labels.
  const spare = width - pitch * gaps - left - right
  const first = left + Math.min(spare, Math.max(0, spare / 2 + (right - left) / 2))
  const blocks = evened(request, body, pitch)
  const tallest = Math.max(body, ...blocks.map(({ height }) => height))
  const columns = blocks.map(({ tile, abreast, step, height }, c): ColumnLayout => {
    const x = Math.round(first + c * pitch)
    const top = bodyTop + (tallest - height) / 2
    const apart = tile + tileGap(tile)
    return {
      x,
      tile,
      tileHeight: tile,
      abreast: 1,
      headWidth,
      units: Array.from({ length: units[c] }, (_, i) => ({
        x: Math.round(x - tile / 2 + ((i % abreast) - (abreast - 1) / 2) * apart),
        y: Math.round(top + i * step),
      })),
    }
  })
  return {
    width,
    height: bodyTop + tallest + foot,
    compact,
    pitch,
    headTop,
    inserts: {
      size,
      top: beside ? headTop + (compact ? 10 * scale : 1) : 2,
      xs: columns.slice(1).map(({ x }, c) => (x + columns[c].x) / 2),
    },
    footY: bodyTop + tallest + 12,
    footLines,
    shortHeads: false,
    columns,
  }
}

/** What stands above and below the columns: all there is, or less where they would get too little. */
function shareHeight(
  { units, height, coarse, scale, ...has }: LayoutRequest,
  pitch: number,
  headTop: number,
) {
  const narrow = units.length > 2 && pitch < (coarse ? 196 : 132) * scale
  const two = pitch >= COUNT_PITCH * scale || has.edgeScales === true
  const enough = Math.min(ENOUGH.most, Math.max(LEAST_BODY, Math.max(...units) * ENOUGH.each))
  const frame = (compact: boolean, footLines: 0 | 1 | 2) => {
    const head = (compact ? COMPACT_HEAD : FULL_HEAD)[coarse ? 'coarse' : 'fine']
    const note = has.note && !compact ? NOTE : 0
    const bodyTop = headTop + (head + note) * scale + HEAD_GAP
    const foot = FOOT[footLines] + (footLines === 2 ? COUNT_LINE * scale : 0)
    const body = Math.max(LEAST_BODY, height - bodyTop - foot)
    return { compact, footLines, bodyTop, foot, body, fits: height - bodyTop - foot >= enough }
  }
  const bare = frame(units.length > 2, 0)
  const frames = [narrow, units.length > 2].flatMap((compact) => [
    ...(two ? [frame(compact, 2)] : []),
    // Scales that were asked for stay as long as the others.
    ...(has.edgeScales ? [] : [frame(compact, 1)]),
  ])
  return frames.find(({ fits }) => fits) ?? bare
}

/** Columns of nearly the same size get the same; only much larger ones stand out. */
function evened({ units, scale }: LayoutRequest, body: number, pitch: number): Block[] {
  const most = pitch >= LARGE_TILE.pitch && body >= LARGE_TILE.height ? 0 : 1
  const sizes = TILES.slice(most).map((tile) => Math.round(tile * Math.min(scale, 1.4)))
  const blocks = units.map((count) => fitColumn(count, sizes, body, pitch))
  const least = Math.min(...blocks.map(({ tile }) => tile))
  return blocks.map((own, c) => {
    const tile = own.tile <= least * NEARLY_SAME ? least : own.tile
    return spacedOut(block(units[c], tile, own.abreast), units[c], body)
  })
}

/** Thumbnails that do not need the height get more air, small ones most, which the edges use. */
function spacedOut(own: Block, count: number, body: number): Block {
  if (own.abreast > 1 || count < 2) return own
  const step = Math.min(
    (body - own.tile) / (count - 1),
    own.tile * (own.tile < AIRY_TILE ? 1.7 : 1.4),
  )
  return step > own.step ? { ...own, step, height: step * (count - 1) + own.tile } : own
}

interface Block {
  readonly tile: number
  /** Thumbnails side by side. */
  readonly abreast: number
  /** From one unit's top to the next one's. */
  readonly step: number
  readonly height: number
}

function block(count: number, tile: number, abreast: number): Block {
  const step = (tile + tileGap(tile)) / abreast
  return { tile, abreast, step, height: Math.max(0, count - 1) * step + tile }
}

/** The largest thumbnails with which `count` units fit. */
function fitColumn(count: number, sizes: readonly number[], body: number, pitch: number): Block {
  const largest = (abreast: number): Block | undefined =>
    sizes
      .filter((tile) => abreast === 1 || abreast * (tile + tileGap(tile)) <= pitch * 0.5)
      .filter((tile) => tile <= pitch * 0.6)
      .map((tile) => block(count, tile, abreast))
      .find(({ height }) => height <= body)
  let best = largest(1)
  for (let abreast = 2; abreast <= MOST_ROWS_ABREAST; abreast++) {
    if (best && best.tile >= SMALL_TILE) break
    const other = largest(abreast)
    if (other && (!best || other.tile > best.tile)) best = other
  }
  return best ?? block(count, sizes[sizes.length - 1], 1)
}

/** The box around a column's thumbnails; null where it has none. */
export function extent({ units, tile, tileHeight, box }: ColumnLayout): Box | null {
  if (box || units.length === 0) return box ?? null
  const [xs, ys] = [units.map(({ x }) => x), units.map(({ y }) => y)]
  return {
    left: Math.min(...xs),
    right: Math.max(...xs) + tile,
    top: Math.min(...ys),
    bottom: Math.max(...ys) + tileHeight,
  }
}

/** A weight drawn from the right of one thumbnail (or its grid) to the left of another. */
export interface EdgeEnds {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export function edgeEnds(from: ColumnLayout, i: number, to: ColumnLayout, j: number): EdgeEnds {
  const [a, b] = [from.units[i], to.units[j]]
  return {
    x0: from.box?.right ?? a.x + from.tile,
    y0: a.y + from.tileHeight / 2,
    x1: to.box?.left ?? b.x,
    y1: b.y + to.tileHeight / 2,
  }
}

export interface EdgeHit {
  /** Index of the column that the edge leads to. */
  readonly column: number
  readonly from: number
  readonly to: number
  readonly distance: number
}

interface NearestOptions {
  readonly straight: boolean
  readonly tolerance: number
  /** Whether each unit of a column has an edge to each of the column before. */
  readonly drawn: (column: number) => boolean
}

/**
 * The edge nearest to a point, within `tolerance` pixels.
 *
 * @param straight whether edges are lines; otherwise cubic Béziers with level ends whose control
 *   points stand half-way, for which x(t) = 1.5·t − 1.5·t² + t³ and y(t) = 3·t² − 2·t³ of the span
 */
export function nearestEdge(
  { columns }: DiagramLayout,
  { x, y }: Point,
  { straight, tolerance, drawn }: NearestOptions,
): EdgeHit | null {
  let best: EdgeHit | null = null
  for (let column = 1; column < columns.length; column++) {
    const [from, to] = [columns[column - 1], columns[column]]
    if (x < from.x || x > to.x || !drawn(column)) continue
    for (let i = 0; i < from.units.length; i++) {
      for (let j = 0; j < to.units.length; j++) {
        const ends = edgeEnds(from, i, to, j)
        const distance = distanceToEdge(ends, x, y, straight)
        if (distance <= tolerance && (!best || distance < best.distance)) {
          best = { column, from: i, to: j, distance }
        }
      }
    }
  }
  return best
}

/** To first order: the vertical distance, shortened by the slope there. */
function distanceToEdge({ x0, y0, x1, y1 }: EdgeEnds, x: number, y: number, straight: boolean) {
  const share = (x - x0) / (x1 - x0)
  if (!(share >= 0 && share <= 1)) return Number.POSITIVE_INFINITY
  const rise = y1 - y0
  const span = x1 - x0
  if (straight) return (Math.abs(y0 + rise * share - y) * span) / Math.hypot(span, rise)
  const t = curveParameter(share)
  const slope = (rise * 6 * t * (1 - t)) / (span * (1.5 - 3 * t + 3 * t * t))
  return Math.abs(y0 + rise * t * t * (3 - 2 * t) - y) / Math.hypot(1, slope)
}

/** Solves 1.5·t − 1.5·t² + t³ = share by Newton's method; the left side rises throughout. */
export function curveParameter(share: number): number {
  let t = share
  for (let k = 0; k < 4; k++) {
    t -= (1.5 * t - 1.5 * t * t + t * t * t - share) / (1.5 - 3 * t + 3 * t * t)
  }
  return t
}

/** The middle of an edge, where its tip and popover stand. */
export function edgeMiddle({ x0, y0, x1, y1 }: EdgeEnds): Point {
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2 }
}

/** The unit of a column nearest to a height: where the arrow keys lead. */
export function nearestUnit({ units, tileHeight }: ColumnLayout, y: number): number {
  let best = 0
  for (let i = 1; i < units.length; i++) {
    const closer =
      Math.abs(units[i].y + tileHeight / 2 - y) < Math.abs(units[best].y + tileHeight / 2 - y) - 0.5
    if (closer) best = i
  }
  return best
}
