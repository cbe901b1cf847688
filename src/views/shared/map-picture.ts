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
  const { data } = target
  for (let row = 0; row < height; row++) {
    let to = 4 * ((top + row) * target.width + left)
    for (let column = 0; column < width; column++) {
      const value = values[start + (row * width + column) * channels + channel]
      const [red, green, blue] = mapColour(palette, value, scale)
      data[to] = red
      data[to + 1] = green
      data[to + 2] = blue
      data[to + 3] = 255
      to += 4
    }
  }
}

export function mapColour(palette: Palette, value: number, { kind, limit }: MapScale): Rgb {
  const share = limit > 0 && Number.isFinite(value) ? value / limit : 0
  if (kind === 'signed') return signedColour(palette, share)
  return mix(palette.paper, palette.ink, Math.min(1, Math.max(0, share)))
}

/** The greatest size of the values, for a scale of their own. */
export function mapLimit(values: ArrayLike<number>, place: MapPlace): number {
  const { height, width, channels, channel, start } = place
  let most = 0
  for (let i = 0; i < height * width; i++) {
    const size = Math.abs(values[start + i * channels + channel])
    if (size > most) most = size
  }
  return most
}
