import { type ActivationName, activations } from '../../model/activations'
import { niceCeiling } from '../shared/axis'
import { css, mix, type Palette, type Rgb, signedColour } from '../shared/palette'

/** A ramp of colours as pixels: 255 steps, then the colour of what is not a number. */
export type Ramp = Uint32Array<ArrayBuffer>

const STEPS = 255
const MIDDLE = (STEPS - 1) / 2

/** Little-endian, as every browser's machine is: alpha, blue, green, red. */
const pixel = ([red, green, blue]: Rgb): number =>
  ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0

function ramp(palette: Palette, colour: (share: number) => Rgb): Ramp {
  const pixels = new Uint32Array(STEPS + 1)
  for (let i = 0; i < STEPS; i++) pixels[i] = pixel(colour((i - MIDDLE) / MIDDLE))
  pixels[STEPS] = pixel(mix(palette.paper, palette.ink, 0.3))
  return pixels
}

/** For values in −1…1. */
export const signedRamp = (palette: Palette): Ramp =>
  ramp(palette, (value) => signedColour(palette, value))

/** For shares of a class in 0…1. */
export const classRamp = (palette: Palette, index: number): Ramp =>
  ramp(palette, (share) =>
    mix(palette.zero, palette.classes[index % palette.classes.length], Math.max(0, share)),
  )

/**
 * What the end of a layer's ramp stands for: a bounded activation's bound, otherwise the magnitude
 * that most of the layer's values stay below, rounded up so that colours do not flicker from frame to
 * frame. The largest one would leave every other unit pale.
 */
export function rampEnd(activation: ActivationName | null, values: Float32Array): number {
  const [low, high]: readonly [number, number] = activation
    ? activations[activation].range
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (Number.isFinite(low) && Number.isFinite(high)) return Math.max(-low, high)
  return niceCeiling(usualMagnitude(values))
}

const BINS = 256
const bins = new Uint32Array(BINS)
const MOST = 0.97

/** The magnitude that 97 % of the values do not exceed, to within a 256th of the largest. */
function usualMagnitude(values: Float32Array): number {
  const largest = largestMagnitude(values)
  if (largest === 0) return 0
  bins.fill(0)
  const factor = (BINS - 1) / largest
  for (let i = 0; i < values.length; i++) bins[(Math.abs(values[i]) * factor) | 0] += 1
  let bin = 0
  for (let below = bins[0]; below < values.length * MOST && bin < BINS - 1; ) below += bins[++bin]
  return ((bin + 1) / BINS) * largest
}

export function largestMagnitude(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i])
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size
  }
  return largest
}

interface TileValues {
  /** [rows·columns, units], row by row from the top. */
  readonly values: Float32Array
  readonly units: number
  readonly rows: number
  readonly columns: number
  /** Per unit: the value at the end of its ramp. */
  end(unit: number): number
  ramp(unit: number): Ramp
}

/** Heat maps of one layer's units, side by side on a canvas that is not on the page. */
export class TileSheet {
  readonly #canvas = document.createElement('canvas')
  #image: ImageData | null = null
  #columns = 0

  paint({ values, units, rows, columns, end, ramp: rampOf }: TileValues): void {
    const context = this.#canvas.getContext('2d')
    if (!context) return
    const width = units * columns
    if (this.#image?.width !== width || this.#image.height !== rows) {
      this.#canvas.width = width
      this.#canvas.height = rows
      this.#image = context.createImageData(width, rows)
    }
    this.#columns = columns
    const pixels = new Uint32Array(this.#image.data.buffer)
    for (let unit = 0; unit < units; unit++) {
      const colours = rampOf(unit)
      const factor = MIDDLE / end(unit)
      for (let row = 0; row < rows; row++) {
        let at = row * width + unit * columns
        let from = row * columns * units + unit
        for (let column = 0; column < columns; column++, from += units) {
          const level = values[from] * factor + MIDDLE + 0.5
          // Comparisons with NaN are false, so it falls through to its own colour.
          const step = level >= STEPS ? STEPS - 1 : level >= 0 ? level | 0 : level < 0 ? 0 : STEPS
          pixels[at++] = colours[step]
        }
      }
    }
    context.putImageData(this.#image, 0, 0)
  }

  draw(
    context: CanvasRenderingContext2D,
    unit: number,
    x: number,
    y: number,
    width: number,
    height = width,
  ): void {
    const [columns, rows] = [this.#columns, this.#canvas.height]
    if (columns === 0) return
    context.drawImage(this.#canvas, unit * columns, 0, columns, rows, x, y, width, height)
  }
}

export interface TileCurve {
  /** [points, units] from −6 to 6. */
  readonly values: Float32Array
  readonly units: number
  readonly unit: number
  readonly end: number
}

/** A unit of a network of one variable: its curve over the line, filled towards zero. */
export function drawTileCurve(
  context: CanvasRenderingContext2D,
  { values, units, unit, end }: TileCurve,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
  palette: Palette,
): void {
  const points = values.length / units
  const middle = y + side / 2
  const reach = (side / 2) * 0.86
  const trace = (least: number, most: number) => {
    for (let i = 0; i < points; i++) {
      const value = Math.min(most, Math.max(least, values[i * units + unit] / end))
      context.lineTo(x + (side * i) / (points - 1), middle - reach * value)
    }
  }
  const fill = (least: number, most: number, colour: Rgb) => {
    context.beginPath()
    context.moveTo(x, middle)
    trace(least, most)
    context.lineTo(x + side, middle)
    context.fillStyle = css(mix(palette.zero, colour, 0.5))
    context.fill()
  }
  fill(0, 1, palette.positive)
  fill(-1, 0, palette.negative)
  context.beginPath()
  context.moveTo(x, middle)
  context.lineTo(x + side, middle)
  context.lineWidth = 0.5
  context.strokeStyle = css(mix(palette.paper, palette.ink, 0.35))
  context.stroke()
  context.beginPath()
  trace(-1, 1)
  context.lineWidth = side >= 28 ? 1.5 : 1
  context.strokeStyle = css(palette.ink)
  context.stroke()
}
