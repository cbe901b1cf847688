/** Cells across a grid of the stage, and what its caption needs in CSS pixels. */
export interface Column {
  readonly cells: number
  readonly caption: number
}

interface Stage {
  /** Room in CSS pixels. */
  readonly width: number
  readonly height: number
  /** CSS pixels per rem. */
  readonly rem: number
  /** Left to right. */
  readonly columns: readonly Column[]
  /** Cells that are above one another where all grids stand side by side. */
  readonly rows: number
  /** Between two grids, in CSS pixels. */
  readonly gap: number
}

/** In rem. */
const LARGEST = 2.75
const READABLE = 1.5
const SMALLEST = 1

/**
 * Side of a cell in CSS pixels: as large as fits in one row, at most a finger's width. Height yields
 * before numbers become unreadable; where not even that fits, grids go below each other (`wraps`).
 */
export function fitCells(stage: Stage): { readonly side: number; readonly wraps: boolean } {
  const { width, height, rem, columns, rows, gap } = stage
  const room = width - gap * (columns.length - 1)
  const fits = (side: number) =>
    columns.reduce((sum, { cells, caption }) => sum + Math.max(caption, cells * side), 0) <= room
  const readable = Math.round(READABLE * rem)
  const largest = Math.round(LARGEST * rem)
  const low = Math.max(readable, Math.min(largest, Math.floor(height / rows)))
  for (let side = low; side >= readable; side--) if (fits(side)) return { side, wraps: false }
  const most = Math.max(...columns.map(({ cells }) => cells))
  const across = Math.floor(width / most)
  const smallest = Math.round(SMALLEST * rem)
  return { side: Math.max(smallest, Math.min(across, Math.round(2.25 * rem))), wraps: true }
}
