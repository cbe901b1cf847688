/** A picture of any size: numbers from 0 (black) to 1, row by row, channel by channel in each pixel. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly channels: number
  /** [height, width, channels] */
  readonly values: Float32Array
}

/** How strongly the eye sees red, green and blue (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114]

/** The same picture in another number of channels: colours become grey, grey stands in each. */
export function withChannels(raster: Raster, channels: number): Raster {
  if (raster.channels === channels) return raster
  const { width, height } = raster
  const values = new Float32Array(width * height * channels)
  for (let pixel = 0; pixel < width * height; pixel++) {
    values.fill(brightness(raster, pixel), pixel * channels, (pixel + 1) * channels)
  }
  return { width, height, channels, values }
}

/** Of one pixel, over its channels. */
export function brightness({ values, channels }: Raster, pixel: number): number {
  const at = pixel * channels
  if (channels === 3) {
    return LUMA[0] * values[at] + LUMA[1] * values[at + 1] + LUMA[2] * values[at + 2]
  }
  let sum = 0
  for (let channel = 0; channel < channels; channel++) sum += values[at + channel]
  return sum / channels
}

export function inverted(raster: Raster): Raster {
  return { ...raster, values: raster.values.map((value) => 1 - value) }
}

/** The median of each channel along the edge of the picture: its background. */
export function borderColour({ width, height, channels, values }: Raster): number[] {
  const ring: number[] = []
  for (let row = 0; row < height; row++) {
    const whole = row === 0 || row === height - 1
    for (let column = 0; column < width; column += whole ? 1 : Math.max(1, width - 1)) {
      ring.push((row * width + column) * channels)
    }
  }
  return Array.from({ length: channels }, (_, channel) => {
    const sorted = ring.map((at) => values[at + channel]).sort((a, b) => a - b)
    return sorted[sorted.length >> 1] ?? 0
  })
}

/** Where a picture lies within another: a point (x, y) of it stands at scale·x + left, scale·y + top. */
export interface Placement {
  readonly scale: number
  readonly left: number
  readonly top: number
}

/**
 * The picture drawn into another of `height`×`width` pixels, each the mean of what it covers; beyond
 * its edges there is `background`.
 */
export function placed(
  raster: Raster,
  { scale, left, top }: Placement,
  [height, width]: readonly [height: number, width: number, ...unknown[]],
  background: readonly number[],
): Raster {
  const { channels } = raster
  const across = cover(raster.width, width, scale, left)
  const down = cover(raster.height, height, scale, top)
  // Rows of the source, each as wide as the result.
  const narrow = new Float32Array(raster.height * width * channels)
  for (let row = 0; row < raster.height; row++) {
    for (let column = 0; column < width; column++) {
      const { first, weights, rest } = across[column]
      for (let channel = 0; channel < channels; channel++) {
        let sum = rest * background[channel]
        for (let i = 0; i < weights.length; i++) {
          sum += weights[i] * raster.values[(row * raster.width + first + i) * channels + channel]
        }
        narrow[(row * width + column) * channels + channel] = sum
      }
    }
  }
  const values = new Float32Array(height * width * channels)
  for (let row = 0; row < height; row++) {
    const { first, weights, rest } = down[row]
    for (let k = 0; k < width * channels; k++) {
      let sum = rest * background[k % channels]
      for (let i = 0; i < weights.length; i++) {
        sum += weights[i] * narrow[(first + i) * width * channels + k]
      }
      values[row * width * channels + k] = sum
    }
  }
  return { width, height, channels, values }
}

/** Which pixels of a line of `from` pixels one of `to` pixels covers, and what share lies beyond. */
interface Cover {
  readonly first: number
  readonly weights: readonly number[]
  readonly rest: number
}

function cover(from: number, to: number, scale: number, offset: number): Cover[] {
  // At least a pixel wide, so that enlarged pictures are smooth.
  const width = Math.max(1, 1 / scale)
  return Array.from({ length: to }, (_, i) => {
    const start = (i + 0.5 - offset) / scale - width / 2
    const end = start + width
    const first = Math.max(0, Math.floor(start))
    const last = Math.min(from, Math.ceil(end))
    const weights: number[] = []
    let covered = 0
    for (let pixel = first; pixel < last; pixel++) {
      const weight = (Math.min(end, pixel + 1) - Math.max(start, pixel)) / width
      weights.push(weight)
      covered += weight
    }
    return { first: Math.min(first, from - 1), weights, rest: Math.max(0, 1 - covered) }
  })
}
