import { css, type Palette } from '../../shared/palette'
import { type ColumnLayout, type EdgeEnds, extent, type Point } from '../layout'

/** An edge that something travels along. */
export interface Way {
  readonly ends: EdgeEnds
  /** Against the direction of the computation. */
  readonly back: boolean
  readonly weight: number
}

const RADIUS = 3.25
const ARROW = 4.5

/** Level ones across a surface that stands for edges without number. */
const LEVELS = 6

export function bandWays(from: ColumnLayout, to: ColumnLayout, back: boolean): Way[] {
  const [left, right] = [extent(from), extent(to)]
  if (!left || !right) return []
  const top = Math.max(left.top, right.top)
  const bottom = Math.min(left.bottom, right.bottom)
  return Array.from({ length: LEVELS }, (_, level) => {
    const y = top + ((level + 0.5) / LEVELS) * (bottom - top)
    return { ends: { x0: left.right, y0: y, x1: right.left, y1: y }, back, weight: 1 }
  })
}

/** A dot on each edge. */
export function paintTravellers(
  context: CanvasRenderingContext2D,
  ways: readonly Way[],
  progress: number,
  palette: Palette,
): void {
  for (const { ends, back, weight } of ways) {
    const { x, y } = placeOn(ends, back ? 1 - progress : progress)
    context.beginPath()
    context.arc(x, y, RADIUS, 0, 2 * Math.PI)
    fillRimmed(context, weight, palette)
  }
}

/** What is left where nothing moves: an arrowhead in the middle of each edge. */
export function paintArrows(
  context: CanvasRenderingContext2D,
  ways: readonly Way[],
  palette: Palette,
): void {
  for (const { ends, back, weight } of ways) {
    const [behind, ahead] = [placeOn(ends, 0.48), placeOn(ends, 0.52)]
    const turn = Math.atan2(ahead.y - behind.y, ahead.x - behind.x) + (back ? Math.PI : 0)
    const { x, y } = placeOn(ends, 0.5)
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    context.beginPath()
    context.moveTo(ARROW, 0)
    context.lineTo(-ARROW, -ARROW * 0.8)
    context.lineTo(-ARROW, ARROW * 0.8)
    context.closePath()
    context.restore()
    fillRimmed(context, weight, palette)
  }
}

function fillRimmed(context: CanvasRenderingContext2D, weight: number, palette: Palette): void {
  context.lineWidth = 2
  context.strokeStyle = css(palette.paper)
  context.stroke()
  context.fillStyle = css(weight < 0 ? palette.negative : palette.positive)
  context.fill()
}

/** On a cubic Bézier with level ends whose control points stand half-way. */
export function placeOn({ x0, y0, x1, y1 }: EdgeEnds, t: number): Point {
  const level = 1.5 * t - 1.5 * t * t + t * t * t
  const rise = t * t * (3 - 2 * t)
  return { x: x0 + (x1 - x0) * level, y: y0 + (y1 - y0) * rise }
}
