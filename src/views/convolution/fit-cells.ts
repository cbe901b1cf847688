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

interface Fit {
  /** Of a cell, in CSS pixels. */
  readonly side: number
  readonly layout: Layout
  /** What a row leaves of the width, in CSS pixels. */
  readonly spare: number
}

/**
 * In a row cells are as large as width and height allow; height yields before numbers become
 * unreadable, and where width does not allow that, the row is split.
 */
export function fitCells(
  { width, height, rem }: Room,
  grids: { readonly input: Extent; readonly output: Extent; readonly others: readonly Extent[] },
): Fit {
  const largestIn = (extents: readonly Extent[], least: number, most: number) => {
    const room = width - GAP * rem * (extents.length - 1)
    const rows = Math.max(...extents.map(({ down }) => down))
    const low = Math.max(READABLE * rem, Math.min(most * rem, height / rows))
    for (let side = Math.floor(low); side >= least * rem; side--) {
      const widths = extents.map(({ across, caption }) => Math.max(caption * rem, across * side))
      const spare = room - widths.reduce((sum, each) => sum + each, 0)
      if (spare >= 0) return { side, spare }
    }
    return null
  }
  const { input, output, others } = grids
  const inRow = largestIn([input, ...others, output], READABLE, LARGEST)
  if (inRow) return { ...inRow, layout: 'row' }
  const inPairs = width < NARROW * rem ? null : largestIn([input, output], SMALLEST, ROOMY)
  if (inPairs) return { ...inPairs, layout: 'pairs', spare: 0 }
  const fitting = Math.floor(width / Math.max(input.across, output.across, 1))
  const side = Math.max(SMALLEST * rem, Math.min(fitting, LARGEST * rem))
  return { side, layout: 'stack', spare: 0 }
}
