/** A grid of the stage. */
export interface Extent {
  /** Cells across and down. */
  readonly across: number
  readonly down: number
  /** What its caption needs, in rem. */
  readonly caption: number
}

interface Room {
  /** In CSS pixels; the height may be infinite. */
  readonly width: number
  readonly height: number
  /** CSS pixels per rem. */
  readonly rem: number
}

/**
 * All grids in one row; or input and output above, the others below; or, on a phone, one after
 * another.
 */
export type Layout = 'row' | 'pairs' | 'stack'

/** Between two grids, in rem; the style sheet has the same. */
const GAP = 1.75
/** Sides of cells, in rem: a finger's width, what has room for numbers, and the least. */
const LARGEST = 2.75
const ROOMY = 2.25
const READABLE = 1.5
const SMALLEST = 1
/** Less than this has no room for two grids, in rem. */
const NARROW = 26

/**
 * Side of a cell in CSS pixels. In a row as large as width and height allow; height yields before
 * numbers become unreadable, and where width does not allow that, the row is split.
 */
export function fitCells(
  { width, height, rem }: Room,
  grids: { readonly input: Extent; readonly output: Extent; readonly others: readonly Extent[] },
): { readonly side: number; readonly layout: Layout } {
  const largestIn = (extents: readonly Extent[], least: number, most: number) => {
    const room = width - GAP * rem * (extents.length - 1)
    const rows = Math.max(...extents.map(({ down }) => down))
    const low = Math.max(READABLE * rem, Math.min(most * rem, height / rows))
    for (let side = Math.floor(low); side >= least * rem; side--) {
      const widths = extents.map(({ across, caption }) => Math.max(caption * rem, across * side))
      if (widths.reduce((sum, each) => sum + each, 0) <= room) return side
    }
    return 0
  }
  const { input, output, others } = grids
  const inRow = largestIn([input, ...others, output], READABLE, LARGEST)
  if (inRow > 0) return { side: inRow, layout: 'row' }
  const inPairs = width < NARROW * rem ? 0 : largestIn([input, output], SMALLEST, ROOMY)
  if (inPairs > 0) return { side: inPairs, layout: 'pairs' }
  const fitting = Math.floor(width / Math.max(input.across, output.across, 1))
  return { side: Math.max(SMALLEST * rem, Math.min(fitting, ROOMY * rem)), layout: 'stack' }
}
