/** Where the tiles of a board stand, in CSS pixels. */
export interface TileLayout {
  /** Size of one tile; all of a board have the same. */
  readonly tile: { readonly width: number; readonly height: number }
  /** CSS pixels per value. */
  readonly zoom: number
  readonly places: readonly { readonly x: number; readonly y: number }[]
  readonly width: number
  readonly height: number
}

/** A pixel of a tile. */
export interface TilePixel {
  readonly index: number
  readonly row: number
  readonly column: number
}

interface TileSize {
  /** Values that each tile has. */
  readonly rows: number
  readonly columns: number
  /** About how wide or high the longer side of a tile becomes; at least a pixel for each value. */
  readonly side: number
}

function tileOf({ rows, columns, side }: TileSize) {
  const zoom = Math.max(1, Math.floor(side / Math.max(rows, columns)))
  const gap = Math.max(rows, columns) * zoom < 20 ? 2 : 4
  return { zoom, gap, tile: { width: columns * zoom, height: rows * zoom } }
}

/** Tiles in rows, as few in each as lets them stay within `room` pixels of height. */
export function layTiles(
  count: number,
  { room, ...size }: TileSize & { readonly room: number },
): TileLayout {
  const { tile, zoom, gap } = tileOf(size)
  const most = Math.max(1, Math.floor((room + gap) / (tile.height + gap)))
  const across = Math.max(1, Math.ceil(count / most))
  const down = Math.ceil(count / across)
  return {
    tile,
    zoom,
    places: Array.from({ length: count }, (_, i) => ({
      x: (i % across) * (tile.width + gap),
      y: Math.floor(i / across) * (tile.height + gap),
    })),
    width: across * (tile.width + gap) - gap,
    height: down * (tile.height + gap) - gap,
  }
}

/**
 * Stacks of `depth` tiles, side by side as far as `room` pixels of width allow; tile i is number
 * i mod depth of its stack.
 */
export function layStacks(
  stacks: number,
  depth: number,
  { room, ...size }: TileSize & { readonly room: number },
): TileLayout {
  const { tile, zoom, gap } = tileOf(size)
  const apart = depth > 1 ? 2 * gap + 4 : gap
  const stackHeight = depth * (tile.height + gap) - gap
  const across = Math.max(1, Math.min(stacks, Math.floor((room + apart) / (tile.width + apart))))
  const down = Math.ceil(stacks / across)
  return {
    tile,
    zoom,
    places: Array.from({ length: stacks * depth }, (_, i) => {
      const stack = Math.floor(i / depth)
      return {
        x: (stack % across) * (tile.width + apart),
        y:
          Math.floor(stack / across) * (stackHeight + 2 * apart) +
          (i % depth) * (tile.height + gap),
      }
    }),
    width: across * (tile.width + apart) - apart,
    height: down * (stackHeight + 2 * apart) - 2 * apart,
  }
}

/** The pixel at a place of the board, or the nearest one to it. */
export function pixelAt({ tile, zoom, places }: TileLayout, x: number, y: number): TilePixel {
  let index = 0
  let least = Number.POSITIVE_INFINITY
  places.forEach((place, i) => {
    const beside = Math.max(place.x - x, 0, x - place.x - tile.width)
    const above = Math.max(place.y - y, 0, y - place.y - tile.height)
    const distance = Math.hypot(beside, above)
    if (distance < least) {
      least = distance
      index = i
    }
  })
  const { x: left, y: top } = places[index]
  const within = (offset: number, size: number) =>
    Math.min(size / zoom - 1, Math.max(0, Math.floor(offset / zoom)))
  return { index, row: within(y - top, tile.height), column: within(x - left, tile.width) }
}

/** The next tile in the direction of an arrow key; undefined at the edge, or for another key. */
export function neighbour({ places }: TileLayout, index: number, key: string): number | undefined {
  const from = places[index]
  const directions: Readonly<Record<string, readonly [across: number, down: number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const direction = directions[key]
  if (!direction || !from) return undefined
  const [across, down] = direction
  let nearest: number | undefined
  let least = Number.POSITIVE_INFINITY
  places.forEach(({ x, y }, i) => {
    const ahead = (x - from.x) * across + (y - from.y) * down
    const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * across)
    if (ahead <= 0 || (across !== 0 && aside > 0)) return
    const distance = ahead + 1000 * aside
    if (distance < least) {
      least = distance
      nearest = i
    }
  })
  return nearest
}
