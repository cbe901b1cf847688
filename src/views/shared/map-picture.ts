import { mix, type Palette, type Rgb, signedColour } from './palette'

/** How a map's values become colours. */
export type MapScale =
  /** 0 is paper, `limit` is ink: raw pixels, in the direction in which one reads print. */
  | { readonly kind: 'ink'; readonly limit: number }
  /** Orange – neutral – blue, full at ±`limit`. */
  | { readonly kind: 'signed'; readonly limit: number }

/** One channel of an image among the floats of a probe or of the data. */
export interface MapPlace {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly channel: number
  /** First float of the image. */
  readonly start: number
}

/**
 * Writes a map into an image of `height`×`width` pixels at (left, top), one pixel for each value;
 * scale it up without smoothing.
 */
export function paintMap(
  target: ImageData,
  left: number,
  top: number,
  values: ArrayLike<number>,
  { height, width, channels, channel, start }: MapPlace,
  scale: MapScale,
  palette: Palette,
): void {
  const pixels = new Uint32Array(target.data.buffer)
  const colours = rampsOf(palette)[scale.kind]
  const zero = scale.kind === 'signed' ? LAST / 2 : 0
  const factor = scale.limit > 0 ? (LAST - zero) / scale.limit : 0
  for (let row = 0; row < height; row++) {
    let at = (top + row) * target.width + left
    let source = start + row * width * channels + channel
    for (let column = 0; column < width; column++, source += channels) {
      const level = values[source] * factor + zero + 0.5
      // Comparisons with NaN are false, so it falls through to its own colour.
      pixels[at++] =
        colours[level >= LAST ? LAST : level >= 0 ? level | 0 : level < 0 ? 0 : NOT_A_NUMBER]
    }
  }
}

/** Steps of a ramp, an odd number so that zero has its own; behind them what is not a number. */
const STEPS = 511
const LAST = STEPS - 1
const NOT_A_NUMBER = STEPS

type Ramp = Uint32Array<ArrayBuffer>
const ramps = new WeakMap<Palette, Readonly<Record<MapScale['kind'], Ramp>>>()

function rampsOf(palette: Palette): Readonly<Record<MapScale['kind'], Ramp>> {
  const known = ramps.get(palette)
  if (known) return known
  const made = {
    ink: ramp((share) => mapColour(palette, share, { kind: 'ink', limit: 1 })),
    signed: ramp((share) => mapColour(palette, 2 * share - 1, { kind: 'signed', limit: 1 })),
  }
  ramps.set(palette, made)
  return made
}

function ramp(colour: (share: number) => Rgb): Ramp {
  return Uint32Array.from({ length: STEPS + 1 }, (_, i) => {
    const [red, green, blue] = colour(i < STEPS ? i / LAST : Number.NaN)
    // Little-endian, as every browser's machine is: alpha, blue, green, red.
    return (
      ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0
    )
  })
}

/** What is not a number is grey. */
export function mapColour(palette: Palette, value: number, { kind, limit }: MapScale): Rgb {
  const share = limit > 0 ? value / limit : 0
  if (Number.isNaN(share)) return mix(palette.paper, palette.ink, 0.3)
  if (kind === 'signed') return signedColour(palette, share)
  return mix(palette.paper, palette.ink, Math.min(1, Math.max(0, share)))
}

/** The greatest finite size of the values, for a scale of their own. */
export function mapLimit(values: ArrayLike<number>, place: MapPlace): number {
  const { height, width, channels, channel, start } = place
  let most = 0
  for (let i = 0; i < height * width; i++) {
    const size = Math.abs(values[start + i * channels + channel])
    if (size > most && size < Number.POSITIVE_INFINITY) most = size
  }
  return most
}
