import { linearTicks, type Tick } from '../shared/axis'
import { css, mix, type Palette } from '../shared/palette'
import { ABSENT } from './figures'

const LEVELS = 24
/** Pixels from one step's label to the next: about, and at least. */
const STEP_LABEL = 64
const STEP_LABEL_LEAST = 32

/** From small to great, all of them darker than paper (lighter in the dark) so that gaps show. */
export function heatRamp({ paper, ink }: Palette): string[] {
  return Array.from({ length: LEVELS }, (_, i) =>
    css(mix(paper, ink, 0.06 + (0.9 * i) / (LEVELS - 1))),
  )
}

/** A colour, or how to draw what has none. */
export type CellPaint = 'gap' | 'none' | 'zero' | (string & {})

/** @param position on the scale, null of what has no place there */
export function cellColour(
  value: number,
  position: number | null,
  ramp: readonly string[],
  bad: string,
): CellPaint {
  if (value === ABSENT) return 'none'
  if (!Number.isFinite(value)) return bad
  if (position === null) return 'zero'
  return ramp[Math.min(ramp.length - 1, Math.floor(position * ramp.length))]
}

interface Cells {
  readonly columns: number
  readonly rows: number
  readonly columnWidth: number
  readonly rowHeight: number
  readonly ink: string
  colour(column: number, row: number): CellPaint
}

/** Cells that leave a line of paper between rows. */
export function drawCells(context: CanvasRenderingContext2D, cells: Cells): void {
  const { columns, rows, columnWidth, rowHeight, ink, colour } = cells
  for (let column = 0; column < columns; column++) {
    const left = column * columnWidth
    // A hair wider, so that no seams show between columns.
    const width = columnWidth + (column < columns - 1 ? 0.5 : 0)
    for (let row = 0; row < rows; row++) {
      const top = row * rowHeight
      const paint = colour(column, row)
      if (paint === 'none') continue
      if (paint === 'gap') hatch(context, left, top, columnWidth, rowHeight, ink)
      else if (paint === 'zero') {
        context.fillStyle = ink
        context.fillRect(left, top + rowHeight / 2 - 0.75, width, 1.5)
      } else {
        context.fillStyle = paint
        context.fillRect(left, top, width, rowHeight - 1)
      }
    }
  }
}

/** Slanted lines that run on from cell to cell. */
function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  ink: string,
): void {
  const pitch = 7
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  context.beginPath()
  const first = Math.floor((left + top) / pitch) * pitch
  for (let sum = first; sum <= left + top + width + height; sum += pitch) {
    context.moveTo(sum - top, top)
    context.lineTo(sum - top - height, top + height)
  }
  context.globalAlpha = 0.28
  context.strokeStyle = ink
  context.lineWidth = 1
  context.stroke()
  context.restore()
}

/** Round steps whose labels stand clear of each other, 0 among them. */
export function stepTicks(lastStep: number, pixelsPerStep: number, width: number): Tick[] {
  const most = Math.max(2, Math.floor(Math.min(width, lastStep * pixelsPerStep) / STEP_LABEL))
  const ticks = linearTicks([0, Math.max(1, lastStep)], most).filter(
    ({ value }) => Number.isInteger(value) && value * pixelsPerStep <= width,
  )
  if (ticks.length < 2) return ticks
  const apart = (ticks[1].value - ticks[0].value) * pixelsPerStep
  const every = Math.ceil(STEP_LABEL_LEAST / apart)
  return ticks.filter((_, i) => i % every === 0)
}
