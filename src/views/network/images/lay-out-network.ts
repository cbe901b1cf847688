import type { DiagramLayout } from '../layout'
import type { DiagramColumn } from '../structure'
import { headWidth, type Words } from './head-words'
import { type ImageLayoutRequest, layOutImages } from './layout'
import { type Between, type Look, linesOf } from './looks'

interface Room extends Pick<ImageLayoutRequest, 'width' | 'height' | 'ratio' | 'scale' | 'coarse'> {
  /** For the names of the classes. */
  readonly names: number
}

/** Room for lines between columns; and for what takes less than that. */
const LINES = { much: 60, some: 26, little: 22 }
const GAPS: Partial<Record<Between, number>> = { through: 20, band: 24 }
const BARS = 72

/** More words, bars and room for lines where that costs no scrolling and makes no picture small. */
export function layOutNetwork(
  columns: readonly DiagramColumn[],
  looks: readonly Look[],
  { names, ...room }: Room,
): DiagramLayout {
  const attempt = (words: Words, bars: number, lines: number) =>
    layOutImages({
      ...room,
      right: 8 + names + bars + 44 * room.scale,
      columns: columns.map((column, c) => ({
        look: looks[c],
        count: column.units,
        head: headWidth(column, words, room.scale),
        gap: GAPS[linesOf(columns, looks, c)] ?? lines,
        follows: column.link === 'through',
        worded: column.kind === 'output',
      })),
    })
  const plain = attempt('short', 0, LINES.some)
  if (plain.width > room.width) {
    const tight = attempt('shortest', 0, LINES.little)
    return tight.width <= room.width ? tight : plain
  }
  const generous = [
    attempt('all', BARS, LINES.much),
    attempt('short', BARS, LINES.much),
    attempt('short', 0, LINES.much),
  ]
  const fitting = generous.find(
    ({ width, columns: places }) =>
      width <= room.width && places.every(({ tile }, c) => tile >= 0.75 * plain.columns[c].tile),
  )
  return fitting ?? plain
}
