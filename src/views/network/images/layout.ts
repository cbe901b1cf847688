/** Where the columns of a network for images stand; pure, so that tests can check it. */
import type { ColumnLayout, DiagramLayout, Point } from '../layout'
import type { Look } from './looks'

export interface ImageLayoutRequest {
  readonly width: number
  readonly height: number
  readonly columns: readonly {
    readonly look: Look
    /** Maps of an image, units of a vector. */
    readonly count: number
    /** Room for the words above it. */
    readonly head: number
    /** Least distance of its pictures from those before it. */
    readonly gap: number
    /** Whether it hands on what the column before it gives: then it is drawn no larger. */
    readonly follows: boolean
    /** Whether words stand beside each unit, so that no others can. */
    readonly worded: boolean
  }[]
  /** Room for the words and bars beside the outputs. */
  readonly right: number
  readonly coarse: boolean
  /** Size of the type over 16 px. */
  readonly scale: number
  /** Device pixels per CSS pixel: a map's pixels are whole numbers of them. */
  readonly ratio: number
}

const MARGIN = 14
const HEAD_TOP = 12
const HEAD_GAP = 10
const LEAST_BODY = 130
/** Heights of heads and of the labels below; fewer of them where the pictures would get too little. */
const FRAMES = [
  { head: 52, foot: 38 },
  { head: 52, foot: 12 },
  { head: 38, foot: 12 },
] as const
/** Height with which nothing else is left out for the pictures. */
const ENOUGH = 150
/** Units with words beside them stand no closer. */
const LINE = 13
/** Widths that a column may take, tried from wide to narrow until all columns fit. */
const WIDTHS = [220, 190, 160, 140, 124, 110, 98, 88, 78, 68, 60, 50, 42] as const
/** What it takes where no width fits and the diagram scrolls. */
const SCROLLED = 60
const MOST_ABREAST = 8
const LARGEST = { image: 140, maps: 72, weights: 160, values: 30, strip: 12 }
const LEAST = { image: 40, maps: 14, weights: 16, values: 5 }
/** Below this, the squares of units stand several abreast. */
const POINTABLE = 11
const WIDEST_VALUES = 64
const LARGEST_PITCH = 230
/** Room for a unit's value at the right of its weights. */
export const VALUE_BAR = 9

interface Block {
  readonly tile: number
  readonly tileHeight: number
  readonly gap: number
  readonly abreast: number
  readonly width: number
  readonly height: number
}

export function layOutImages(request: ImageLayoutRequest): DiagramLayout {
  const { columns, coarse, scale } = request
  const size = coarse ? 44 : 22
  const heads = columns.map(({ head }) => head)
  // Whether the `+` fits between the heads is only known once the columns stand, which takes the
  // height that is left: so it gets its row wherever that might not be so.
  const rough = (request.width - request.right) / columns.length - Math.max(...heads)
  const beside = rough >= size + 12
  const headTop = beside ? HEAD_TOP : size + 4
  const bodyWith = ({ head, foot }: (typeof FRAMES)[number]) =>
    request.height - headTop - head * scale - HEAD_GAP - foot
  const frame = FRAMES.find((each) => bodyWith(each) >= ENOUGH * scale) ?? FRAMES[2]
  const bodyTop = headTop + frame.head * scale + HEAD_GAP
  const body = Math.max(LEAST_BODY, bodyWith(frame))

  const chosen =
    WIDTHS.map((most) => fitAll(request, most, body)).find(
      (blocks) => extents(blocks, request).total <= request.width,
    ) ?? fitAll(request, SCROLLED, body)
  const { steps, total, left } = extents(chosen, request)
  const spare = Math.max(0, request.width - total)
  const gaps = steps.length
  const more = steps.map((step) =>
    Math.min(spare / gaps, Math.max(0, LARGEST_PITCH * scale - step)),
  )
  const rest = spare - more.reduce((a, b) => a + b, 0)

  const tallest = Math.max(body, ...chosen.map(({ height }) => height))
  let x = left + rest / 2
  const placed = chosen.map((block, c): ColumnLayout => {
    if (c > 0) x += steps[c - 1] + more[c - 1]
    return place(block, columns[c], Math.round(x), bodyTop + (tallest - block.height) / 2)
  })
  return {
    width: Math.max(request.width, total),
    height: bodyTop + tallest + frame.foot,
    compact: true,
    pitch: Math.min(...steps.map((step, c) => step + more[c])),
    headTop,
    inserts: {
      size,
      top: beside ? headTop + 2 : 2,
      xs: placed.slice(1).map((column, c) => {
        const before = placed[c]
        // Midway between the heads, which may be of different widths.
        return (before.x + before.headWidth / 2 + column.x - column.headWidth / 2) / 2
      }),
    },
    footY: bodyTop + tallest + 8,
    footLines: frame === FRAMES[0] ? 2 : 0,
    shortHeads: frame === FRAMES[2],
    columns: placed,
  }
}

/** Distances of the columns' centres, and the width of it all. */
function extents(blocks: readonly Block[], { columns, right }: ImageLayoutRequest) {
  const half = (c: number) => Math.max(blocks[c].width, columns[c].head) / 2
  const steps = blocks.slice(1).map((block, c) => {
    const pictures = (blocks[c].width + block.width) / 2 + columns[c + 1].gap
    return Math.max(pictures, half(c) + half(c + 1) + 4)
  })
  const last = blocks.length - 1
  const left = MARGIN + half(0)
  const end = Math.max(half(last), blocks[last].width / 2 + right) + MARGIN
  return { steps, left, total: left + steps.reduce((a, b) => a + b, 0) + end }
}

function place(
  { tile, tileHeight, gap, abreast, width, height }: Block,
  { look, count, head }: ImageLayoutRequest['columns'][number],
  x: number,
  y: number,
): ColumnLayout {
  const left = Math.round(x - width / 2)
  const top = Math.round(y)
  const at = (i: number): Point => ({
    x: left + (i % abreast) * (tile + gap),
    y: top + Math.floor(i / abreast) * (tileHeight + gap),
  })
  return {
    x,
    tile,
    tileHeight,
    abreast,
    headWidth: head,
    units: look.kind === 'strip' ? [] : Array.from({ length: count }, (_, i) => at(i)),
    box: { left, right: left + width, top, bottom: top + height },
  }
}

function fitAll(request: ImageLayoutRequest, most: number, body: number): Block[] {
  let before: Block | undefined
  return request.columns.map((column) => {
    before = fit(column, most, body, request, column.follows ? before : undefined)
    return before
  })
}

/** The largest tiles with which a column is no wider than `most` and no higher than `body`. */
function fit(
  { look, count, worded }: ImageLayoutRequest['columns'][number],
  most: number,
  body: number,
  { scale, ratio }: ImageLayoutRequest,
  source: Block | undefined,
): Block {
  if (look.kind === 'strip') {
    const height = Math.round(Math.min(body, Math.max(120, count)))
    return {
      tile: LARGEST.strip,
      tileHeight: height,
      gap: 0,
      abreast: 1,
      width: LARGEST.strip,
      height,
    }
  }
  const widest =
    look.kind === 'values'
      ? Math.min(most, WIDEST_VALUES * scale)
      : Math.max(most, look.kind === 'image' ? SCROLLED : 0)
  let best: Block | null = null
  let smallest: Block | null = null
  const all = sizes(look, scale, ratio, worded ? LINE * scale : 0)
  const possible = all.filter(({ tile }) => tile <= (source?.tile ?? tile))
  const tiles = possible.length > 0 ? possible : all.slice(-1)
  for (let abreast = 1; abreast <= (worded ? 1 : Math.min(MOST_ABREAST, count)); abreast++) {
    for (const size of tiles) {
      const block = grid(size, abreast, count)
      if (!smallest || block.height < smallest.height) smallest = block
      const isNarrow = block.width <= widest || size === tiles[tiles.length - 1]
      if (block.height > body || !isNarrow) continue
      if (!best || block.tile > best.tile) best = block
      break
    }
    // A column of units stays one for as long as each can be pointed at.
    if (look.kind === 'values' && best && best.tile >= POINTABLE) break
  }
  return best ?? smallest ?? grid({ tile: 10, tileHeight: 10, gap: 2 }, 1, count)
}

interface Size {
  readonly tile: number
  readonly tileHeight: number
  readonly gap: number
}

function grid({ tile, tileHeight, gap }: Size, abreast: number, count: number): Block {
  const rows = Math.ceil(count / abreast)
  return {
    tile,
    tileHeight,
    gap,
    abreast,
    width: abreast * (tile + gap) - gap,
    height: rows * (tileHeight + gap) - gap,
  }
}

/**
 * What a tile may measure, largest first. Pixels of maps are whole pixels of the screen.
 *
 * @param apart from one tile's top to the next one's, at least
 */
function sizes(
  look: Exclude<Look, { kind: 'strip' }>,
  scale: number,
  ratio: number,
  apart: number,
): Size[] {
  const largest = LARGEST[look.kind] * Math.min(scale, 1.4)
  const least = LEAST[look.kind]
  const list: Size[] = []
  if (look.kind === 'values') {
    for (let tile = Math.round(largest); tile >= least; tile--) {
      const gap = tile < 12 ? 1 : Math.round(tile * 0.25)
      list.push({ tile, tileHeight: tile, gap: Math.max(gap, Math.round(apart) - tile) })
    }
    return list
  }
  const { height, width } = look
  const side = Math.max(height, width)
  const bar = look.kind === 'weights' ? VALUE_BAR : 0
  // Maps of a few pixels would look like fields of colour.
  const bound = look.kind === 'maps' ? Math.min(largest, 14 + side * 10) : largest
  const add = (factor: number) => {
    const [tile, tileHeight] = [width * factor + bar, height * factor]
    list.push({ tile, tileHeight, gap: Math.max(3, Math.round(tileHeight * 0.09)) })
  }
  for (let factor = Math.floor((bound * ratio) / side); factor >= 1; factor--) {
    if ((side * factor) / ratio >= least) add(factor / ratio)
  }
  // Shrunk where even one pixel of the screen for each is too much.
  for (const small of [bound, 24, 20, 16]) {
    if (small < side && small <= bound) add(small / side)
  }
  return list
}
