import { logistic, type OutputMeaning, score, shareOf } from '../shared/outputs'
import { mix, type Palette, type Rgb } from '../shared/palette'

/** Cells of the plane per side, as asked of the worker. */
export const RESOLUTION = 100

/** How strongly the surface is coloured, so that points of the same class stand out on it. */
export const STRENGTH = 0.78

const LEVELS = 512

/** Colours for the values of an interval, as pixels of an ImageData. */
export interface ColourTable {
  readonly from: number
  readonly to: number
  readonly pixels: Uint32Array
  /** For values that are not numbers. */
  readonly none: number
}

/** What `ImageData` holds in memory on the little-endian machines that browsers run on. */
const pixel = ([red, green, blue]: Rgb): number =>
  ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0

export function colourTable(
  [from, to]: readonly [number, number],
  palette: Palette,
  colour: (value: number) => Rgb,
): ColourTable {
  const pixels = Uint32Array.from({ length: LEVELS }, (_, i) =>
    pixel(colour(from + ((to - from) * i) / (LEVELS - 1))),
  )
  return { from, to, pixels, none: pixel(mix(palette.zero, palette.ink, 0.12)) }
}

/**
 * Class colours by share: full where one class is certain, neutral where all are alike. With two
 * classes this is the ramp first – neutral – second.
 */
export function shareColour(palette: Palette, shares: readonly number[]): Rgb {
  const even = 1 / shares.length
  let [red, green, blue] = palette.zero
  for (let i = 0; i < shares.length; i++) {
    const weight = (STRENGTH * Math.max(0, shares[i] - even)) / (1 - even)
    const colour = palette.classes[i % palette.classes.length]
    red += weight * (colour[0] - palette.zero[0])
    green += weight * (colour[1] - palette.zero[1])
    blue += weight * (colour[2] - palette.zero[2])
  }
  return [red, green, blue]
}

export function classColour(palette: Palette, index: number): Rgb {
  return mix(palette.zero, palette.classes[index % palette.classes.length], STRENGTH)
}

/** The colours of a two-class score, or the hard decision. */
export function twoClassTable(
  palette: Palette,
  share: 'logistic' | 'cut',
  discretize: boolean,
): ColourTable {
  const limit = share === 'logistic' ? 8 : 1.02
  return colourTable([-limit, limit], palette, (value) => {
    if (discretize) return classColour(palette, value > 0 ? 1 : 0)
    const second = shareOf(share, value)
    return shareColour(palette, [1 - second, second])
  })
}

interface Weights {
  readonly low: Uint16Array
  readonly high: Uint16Array
  readonly share: Float32Array
}

const weightsOf = new Map<string, Weights>()

/** For each pixel along a side: the two cells around it and the share of the second. */
function weights(size: number, factor: number): Weights {
  const key = `${size} ${factor}`
  const known = weightsOf.get(key)
  if (known) return known
  const count = size * factor
  const made: Weights = {
    low: new Uint16Array(count),
    high: new Uint16Array(count),
    share: new Float32Array(count),
  }
  for (let i = 0; i < count; i++) {
    const at = Math.min(size - 1, Math.max(0, (i + 0.5) / factor - 0.5))
    made.low[i] = Math.floor(at)
    made.high[i] = Math.min(size - 1, made.low[i] + 1)
    made.share[i] = at - made.low[i]
  }
  weightsOf.set(key, made)
  return made
}

/**
 * Interpolates one column of a field between cell centres, `factor` pixels per cell and side.
 *
 * @param values [size², width]
 * @param into [(size·factor)²]
 */
export function enlarge(
  values: Float32Array,
  { size, width, column }: { size: number; width: number; column: number },
  factor: number,
  into: Float32Array,
): void {
  const { low, high, share } = weights(size, factor)
  const count = size * factor
  for (let y = 0; y < count; y++) {
    const above = low[y] * size
    const below = high[y] * size
    const down = share[y]
    for (let x = 0; x < count; x++) {
      const right = share[x]
      const a = values[(above + low[x]) * width + column]
      const b = values[(above + high[x]) * width + column]
      const c = values[(below + low[x]) * width + column]
      const d = values[(below + high[x]) * width + column]
      const top = a + (b - a) * right
      into[y * count + x] = top + (c + (d - c) * right - top) * down
    }
  }
}

/** Colours a field of single values. */
export function paintScalar(field: Float32Array, table: ColourTable, into: Uint32Array): void {
  const { from, to, pixels, none } = table
  const factor = (LEVELS - 1) / (to - from)
  for (let i = 0; i < into.length; i++) {
    const level = (field[i] - from) * factor
    if (level !== level) into[i] = none
    else into[i] = pixels[level <= 0 ? 0 : level >= LEVELS - 1 ? LEVELS - 1 : (level + 0.5) | 0]
  }
}

/** Scores further behind the best than this have no share that could be seen. */
const FAR_BEHIND = 12

/**
 * Colours a field of many classes as `shareColour` does, without its allocations: this runs for
 * every pixel of every frame.
 *
 * @param fields one enlarged field per class
 */
export function paintClasses(
  fields: readonly Float32Array[],
  { share }: OutputMeaning & { readonly kind: 'many' },
  palette: Palette,
  discretize: boolean,
  into: Uint32Array,
): void {
  const count = fields.length
  const even = 1 / count
  const strength = STRENGTH / (1 - even)
  const shares = new Float64Array(count)
  const hard = fields.map((_, i) => pixel(classColour(palette, i)))
  const none = pixel(mix(palette.zero, palette.ink, 0.12))
  // How far each class's colour lies from neutral.
  const towards = Float64Array.from(
    fields.flatMap((_, i) =>
      palette.classes[i % palette.classes.length].map((part, c) => part - palette.zero[c]),
    ),
  )
  for (let i = 0; i < into.length; i++) {
    let best = 0
    let check = 0
    for (let k = 0; k < count; k++) {
      const output = fields[k][i]
      check += output
      if (output > fields[best][i]) best = k
    }
    if (check !== check) {
      into[i] = none
      continue
    }
    if (discretize) {
      into[i] = hard[best]
      continue
    }
    const top = fields[best][i]
    let sum = 0
    for (let k = 0; k < count; k++) {
      const output = fields[k][i]
      let part = 0
      if (share === 'softmax') {
        if (output - top > -FAR_BEHIND) part = k === best ? 1 : Math.exp(output - top)
      } else if (share === 'logistic') part = logistic(output)
      else part = Math.max(0, (output + 1) / 2)
      shares[k] = part
      sum += part
    }
    let [red, green, blue] = palette.zero
    for (let k = 0; k < count; k++) {
      const weight = sum > 0 ? strength * (shares[k] / sum - even) : 0
      if (weight <= 0) continue
      red += weight * towards[3 * k]
      green += weight * towards[3 * k + 1]
      blue += weight * towards[3 * k + 2]
    }
    into[i] =
      ((255 << 24) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | ((red + 0.5) & 255)) >>> 0
  }
}

/** The two-class scores of a field of outputs; those of one output are the outputs themselves. */
export function scores(outputs: Float32Array, width: number): Float32Array {
  if (width === 1) return outputs
  return Float32Array.from({ length: outputs.length / width }, (_, i) =>
    score(outputs, i * width, width),
  )
}

/** By how much output `column` exceeds the greatest of the others: 0 along its border. */
export function lead(
  outputs: Float32Array,
  width: number,
  column: number,
  into: Float32Array,
): Float32Array {
  for (let i = 0, at = 0; i < into.length; i++, at += width) {
    let rival = Number.NEGATIVE_INFINITY
    for (let k = 0; k < width; k++) {
      if (k !== column && outputs[at + k] > rival) rival = outputs[at + k]
    }
    into[i] = outputs[at + column] - rival
  }
  return into
}

/**
 * A field's value at a place of the plane, between cell centres.
 *
 * @param values [size², width]
 * @param x, y plane units, −6…6, y upwards
 */
export function fieldAt(
  values: Float32Array,
  { size, width, column }: { size: number; width: number; column: number },
  x: number,
  y: number,
  limit: number,
): number {
  const clamp = (at: number) => Math.min(size - 1, Math.max(0, at))
  const across = clamp(((x + limit) / (2 * limit)) * size - 0.5)
  const down = clamp(((limit - y) / (2 * limit)) * size - 0.5)
  const left = Math.floor(across)
  const top = Math.floor(down)
  const value = (row: number, at: number) =>
    values[(Math.min(size - 1, row) * size + Math.min(size - 1, at)) * width + column]
  const upper = value(top, left) + (value(top, left + 1) - value(top, left)) * (across - left)
  const lower =
    value(top + 1, left) + (value(top + 1, left + 1) - value(top + 1, left)) * (across - left)
  return upper + (lower - upper) * (down - top)
}

/** The greatest size of a finite value in one column; 0 where there is none. */
export function greatest(values: Float32Array, width: number, column: number): number {
  let most = 0
  for (let i = column; i < values.length; i += width) {
    const size = Math.abs(values[i])
    if (size > most && size < Number.POSITIVE_INFINITY) most = size
  }
  return most
}

/** Whether a field holds something that is not a finite number. */
export function isBroken(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i += 7) if (!Number.isFinite(values[i])) return true
  return false
}
