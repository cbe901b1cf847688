import { formatNumber } from '../../shared/number'
import { css, type Palette, type Rgb, signedColour } from '../../shared/palette'
import type { ColumnLayout } from '../layout'
import type { NumberScene, ShownUnits, UnitNumbers } from '../showing'

/** In CSS pixels at a root size of 16. */
const TYPE = 10.5
/** Smaller thumbnails have no room for a number within. */
const LEAST_TILE = 26

/** Beneath each unit its number, within it where the next one is too near, and none without room. */
export function paintNumbers(
  context: CanvasRenderingContext2D,
  scene: NumberScene,
  units: readonly UnitNumbers[],
): void {
  const size = TYPE * scale(scene)
  context.font = `550 ${size}px ${getComputedStyle(context.canvas).fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  units.forEach((shown, c) => {
    const place = scene.layout.columns[c]
    if (typeof shown === 'string' || shown.values.length !== place.units.length) return
    paintColumn(context, scene, c, shown, size)
  })
}

/** Lecture halls get larger type only as far as the thumbnails grow too. */
const scale = ({ scale: rem }: NumberScene): number => Math.min(rem, 1.4)

function paintColumn(
  context: CanvasRenderingContext2D,
  { layout, palette, within }: NumberScene,
  column: number,
  { values, end, notes }: ShownUnits,
  size: number,
): void {
  const place = layout.columns[column]
  const { tile, tileHeight, units } = place
  const gap = gapBelow(place)
  const below = Math.floor((gap - 2) / size)
  const isLarge = Math.min(tile, tileHeight) >= LEAST_TILE && within?.(column) !== false
  // With a single line of room below, that goes to the note.
  const beneath = below >= (notes && isLarge ? 2 : 1)
  if (!beneath && !isLarge) return
  // Between the columns are the edges; a single digit may cover a little more of them.
  const room = beneath ? Math.min(2 * tile, (tile + layout.pitch) / 2) : tile - 3
  const least = beneath ? Math.max(room, Math.min(2 * tile, layout.pitch - 4)) : room
  const texts = fitting(context, values, (digits) => (digits > 1 ? room : least))
  if (!texts) return
  units.forEach(({ x, y }, unit) => {
    const middle = x + tile / 2
    const line = (index: number) => y + tileHeight + size * (0.62 + 1.1 * index)
    const text = texts[unit]
    if (beneath) writeRimmed(context, text, middle, line(0), palette)
    else {
      const ground = signedColour(palette, values[unit] / end)
      context.fillStyle = css(legible(ground, palette.paper, palette.ink))
      context.fillText(text, middle, y + tileHeight / 2)
    }
    const noteLine = beneath ? 1 : 0
    if (notes?.[unit] && below > noteLine) {
      writeRimmed(context, notes[unit], middle, line(noteLine), palette)
    }
  })
}

/** With paper around it, above edges that pass below. */
function writeRimmed(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.strokeStyle = css(palette.paper)
  context.strokeText(text, x, y)
  context.fillStyle = css(palette.ink)
  context.fillText(text, x, y)
}

/** Between one thumbnail and the one below it; 0 where they stand side by side. */
function gapBelow({ units, abreast, tileHeight }: ColumnLayout): number {
  if (units.length < 2) return Number.POSITIVE_INFINITY
  if (abreast > 1) return 0
  const steps = units.slice(1).map(({ y }, i) => y - units[i].y)
  return Math.min(...steps) - tileHeight
}

/** All of a column with as many digits as there is room for; null where there is none. */
function fitting(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  room: (digits: number) => number,
): string[] | null {
  for (const digits of [3, 2, 1]) {
    const texts = Array.from(values, (value) => formatNumber(value, digits))
    if (texts.every((text) => context.measureText(text).width <= room(digits))) return texts
  }
  return null
}

/** Whichever of two colours stands out more on a ground. */
export function legible(ground: Rgb, a: Rgb, b: Rgb): Rgb {
  const own = luminance(ground)
  const contrast = (other: Rgb) => {
    const [low, high] = [luminance(other), own].sort((p, q) => p - q)
    return (high + 0.05) / (low + 0.05)
  }
  return contrast(a) > contrast(b) ? a : b
}

/** As WCAG 2.2 defines it for sRGB. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
