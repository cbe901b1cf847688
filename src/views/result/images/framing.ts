import type { Examples } from '../../../model/dataset'
import type { ImageShape } from '../../../model/shapes'
import { borderColour, brightness, inverted, placed, type Raster, withChannels } from './raster'

/** How the training images show their object: what an image from elsewhere should be made like. */
export interface Framing {
  /** Of the background, per channel. */
  readonly background: readonly number[]
  /** Whether the background is brighter than grey. */
  readonly bright: boolean
  /**
   * Pixels of the longer side of the object, where nearly all images agree on it and on where it
   * stands; null where objects have any size and place.
   */
  readonly side: number | null
  /** What stands in the middle: the centre of the object's mass or of its box. */
  readonly centre: 'mass' | 'box'
}

export interface Wishes {
  /** Whether bright and dark change places; null: where the backgrounds differ in that. */
  readonly invert: boolean | null
  /** Whether the object is cut out, scaled and centred; null: where training images agree on it. */
  readonly fit: boolean | null
}

/** What the network sees, and what was done for it. */
export interface Framed {
  /** [height, width, channels], 0…1, two decimals. */
  readonly pixels: readonly number[]
  readonly inverted: boolean
  readonly fitted: boolean
}

const MEASURED_IMAGES = 300
/** What differs from the background by this share of the most is part of the object. */
const OBJECT = 0.2
/** Sizes and places may differ by these shares and still count as agreed. */
const SIZE_SPREAD = 0.35
const PLACE_SPREAD = 0.12
/** A picture that differs less from its background shows nothing. */
const FAINT = 0.04
/** Of brightness, told apart when values are ranked. */
const LEVELS = 1000
/** Photos of pale things are stretched in contrast, noise is not. */
const MOST_STRETCH = 4

/** Measures some of the training images, evenly chosen. */
export function measureFraming({ count, inputs }: Examples, shape: ImageShape): Framing {
  const [height, width, channels] = shape
  const size = height * width * channels
  const every = Math.max(1, Math.floor(count / MEASURED_IMAGES))
  const backgrounds: number[][] = []
  const sides: number[] = []
  const offsets = { mass: 0, box: 0 }
  for (let i = 0; i < count; i += every) {
    const values = inputs.subarray(i * size, (i + 1) * size)
    const raster = { width, height, channels, values }
    const background = borderColour(raster)
    backgrounds.push(background)
    const object = findObject(raster, background)
    if (!object) continue
    sides.push(Math.max(object.width, object.height))
    for (const way of ['mass', 'box'] as const) {
      offsets[way] += (object[way].x - width / 2) ** 2 + (object[way].y - height / 2) ** 2
    }
  }
  const background = Array.from({ length: channels }, (_, channel) =>
    backgrounds.length > 0
      ? quantile(
          backgrounds.map((colour) => colour[channel]),
          0.5,
        )
      : 0,
  )
  const centre = offsets.mass <= offsets.box ? 'mass' : 'box'
  const offset = Math.sqrt(offsets[centre] / Math.max(1, sides.length))
  const spread = quantile(sides, 0.9) - quantile(sides, 0.1)
  const agreed =
    sides.length > 0 &&
    spread <= SIZE_SPREAD * quantile(sides, 0.5) &&
    offset <= PLACE_SPREAD * Math.max(height, width)
  return {
    background,
    bright: background.reduce((a, b) => a + b, 0) / channels >= 0.5,
    side: agreed ? quantile(sides, 0.5) : null,
    centre,
  }
}

/** A picture from a pad, a photo or a file as an image of the network's shape. */
export function frame(raster: Raster, wishes: Wishes, framing: Framing, shape: ImageShape): Framed {
  const [height, width, channels] = shape
  const coloured = withChannels(raster, channels)
  const border = borderColour(coloured)
  const isBright = border.reduce((a, b) => a + b, 0) / channels >= 0.5
  const inverts = wishes.invert ?? isBright !== framing.bright
  const source = inverts ? inverted(coloured) : coloured
  const background = inverts ? border.map((value) => 1 - value) : border
  const object = (wishes.fit ?? framing.side !== null) ? findObject(source, background) : null
  const framed = object
    ? fitted(source, background, object, framing, shape)
    : placed(source, whole(source, height, width), shape, background)
  return {
    pixels: Array.from(framed.values, twoDecimals),
    inverted: inverts,
    fitted: object !== null,
  }
}

const twoDecimals = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100

/** All of the picture, in the middle. */
function whole(raster: Raster, height: number, width: number) {
  const scale = Math.min(width / raster.width, height / raster.height)
  return {
    scale,
    left: (width - scale * raster.width) / 2,
    top: (height - scale * raster.height) / 2,
  }
}

/** The object at the usual size in the middle, on the usual background, at full contrast. */
function fitted(
  raster: Raster,
  background: readonly number[],
  object: FoundObject,
  framing: Framing,
  shape: ImageShape,
): Raster {
  const [height, width] = shape
  const side = framing.side ?? Math.min(height, width)
  const scale = side / Math.max(object.width, object.height)
  const { x, y } = object[framing.centre]
  const at = { scale, left: width / 2 - scale * x, top: height / 2 - scale * y }
  const room = framing.bright
    ? Math.max(...framing.background)
    : 1 - Math.min(...framing.background)
  const stretch = Math.min(MOST_STRETCH, room / (object.contrast - object.unrest))
  const scaled = placed(raster, at, shape, background)
  const { channels, values } = scaled
  return {
    ...scaled,
    values: values.map((value, i) => {
      const channel = i % channels
      const difference = value - background[channel]
      const beyond = Math.max(0, Math.abs(difference) - object.unrest)
      return framing.background[channel] + Math.sign(difference) * beyond * stretch
    }),
  }
}

interface FoundObject {
  readonly width: number
  readonly height: number
  readonly box: { readonly x: number; readonly y: number }
  readonly mass: { readonly x: number; readonly y: number }
  /** Between the background and what differs most from it. */
  readonly contrast: number
  /** How much the background differs from itself, as by shadows. */
  readonly unrest: number
}

/** What stands out from the background; null where nothing does. */
function findObject(raster: Raster, background: readonly number[]): FoundObject | null {
  const { width, height, channels } = raster
  const ground = brightness({ ...raster, values: Float32Array.from(background), channels }, 0)
  const ink = Float32Array.from({ length: width * height }, (_, pixel) =>
    Math.abs(brightness(raster, pixel) - ground),
  )
  // A few bright specks of a photo are no measure.
  const contrast = exceededBy(ink, ink.length > 10_000 ? ink.length / 1000 : 0)
  if (!(contrast >= FAINT)) return null
  const least = OBJECT * contrast
  const across = new Float32Array(width)
  const down = new Float32Array(height)
  let sum = 0
  let [x, y] = [0, 0]
  for (let pixel = 0; pixel < ink.length; pixel++) {
    if (ink[pixel] <= least) continue
    const column = pixel % width
    const row = (pixel - column) / width
    across[column] += 1
    down[row] += 1
    sum += ink[pixel]
    x += ink[pixel] * (column + 0.5)
    y += ink[pixel] * (row + 0.5)
  }
  const [left, right] = extent(across, height)
  const [top, bottom] = extent(down, width)
  const around = ink.filter((_, pixel) => {
    const column = pixel % width
    const row = (pixel - column) / width
    return column < left || column >= right || row < top || row >= bottom
  })
  return {
    width: right - left,
    height: bottom - top,
    box: { x: (left + right) / 2, y: (top + bottom) / 2 },
    mass: { x: x / sum, y: y / sum },
    contrast,
    unrest: Math.min(least, exceededBy(around, around.length / 20)),
  }
}

/** The value that so many are above, to within a thousandth; 0 of none. */
function exceededBy(values: Float32Array, count: number): number {
  const counts = new Uint32Array(LEVELS + 1)
  for (const value of values) counts[Math.round(value * LEVELS)] += 1
  let above = 0
  for (let level = LEVELS; level > 0; level--) {
    above += counts[level]
    if (above > count) return level / LEVELS
  }
  return 0
}

/** First and last line that hold more than specks. */
function extent(lines: Float32Array, length: number): [from: number, to: number] {
  const least = Math.max(1, length / 250)
  const first = lines.findIndex((count) => count >= least)
  const last = lines.findLastIndex((count) => count >= least)
  return first < 0 ? [0, lines.length] : [first, last + 1]
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
