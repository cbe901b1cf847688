import { layTiles, type TileLayout } from '../shared/maps/tile-layout'
import type { MapColumn, Sheet } from './columns'

/** Sides that maps may have, in CSS pixels. */
const SIDES = [112, 84, 56]
/** For networks that would be more than so many times as wide as their room. */
const SMALL = { side: 28, beyond: 4 }
/** Between columns, between the two sheets of one, and the least width that its name takes. */
const SPACE = { columns: 28, sheets: 12, least: 88 }
/** Width of the names of classes beside the output. */
const NAMES = 64
/** Above and below the maps: name, kind, captions and legend. */
const AROUND = 104
const MIN_ROOM = 72

interface Room {
  readonly width: number
  readonly height: number
  /** Whether a finger has to hit them. */
  readonly coarse: boolean
}

/**
 * Boards of every column's sheets, as large as lets all stand side by side; columns scroll where
 * maps would become too small to see anything.
 */
export function layColumns(
  columns: readonly MapColumn[],
  { width, height, coarse }: Room,
): readonly (readonly TileLayout[])[] {
  const room = Math.max(MIN_ROOM, height - AROUND)
  const laid = (side: number) =>
    columns.map(({ layer, sheets }) =>
      sheets.map((sheet) =>
        layTiles(sheet.maps, { ...tileOf(layer, sheet, side, room, coarse), room }),
      ),
    )
  let layouts: TileLayout[][] = []
  for (const side of SIDES) {
    layouts = laid(side)
    if (totalWidth(layouts) <= width) return layouts
  }
  return coarse || totalWidth(layouts) <= SMALL.beyond * width ? layouts : laid(SMALL.side)
}

function tileOf(layer: string, sheet: Sheet, side: number, room: number, coarse: boolean) {
  const { rows, columns } = sheet
  if (rows * columns === 1) {
    const cell = coarse ? 24 : side >= 64 ? 14 : 10
    const most = layer === 'output' ? Math.floor(room / sheet.maps) - 4 : cell
    return { rows, columns, side: Math.max(cell, Math.min(24, most)) }
  }
  // The image is what all others come from.
  const own = layer === 'inputs' ? Math.min(2 * side, 140, room / sheet.maps) : side
  return { rows, columns, side: own }
}

function totalWidth(layouts: readonly (readonly TileLayout[])[]): number {
  const widths = layouts.map((sheets) =>
    Math.max(
      SPACE.least,
      sheets.reduce((sum, { width }) => sum + width + SPACE.sheets, -SPACE.sheets),
    ),
  )
  return widths.reduce((sum, width) => sum + width + SPACE.columns, NAMES)
}
