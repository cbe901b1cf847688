import type { ImageShape } from '../../../model/shapes'
import { extent, slide, type WindowSettings } from '../../../model/window'
import type { Pixel } from '../place'

/** One pixel that a window touches; outside of the image it is padding. */
export interface WindowCell extends Pixel {
  readonly inside: boolean
}

/** Where a window stands over an image. */
export interface WindowPlace {
  /** Its side in cells. */
  readonly side: number
  /** Row by row, `side`² of them. */
  readonly cells: readonly WindowCell[]
  /** From the first pixel to the last, gaps included; may begin in the padding, below 0. */
  readonly top: number
  readonly left: number
  readonly reach: number
  readonly dilation: number
  /** Rows and columns of zeros that windows reach around the image. */
  readonly padding: Padding
}

export interface Padding {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** The window of one output pixel. */
export function windowAt(
  image: ImageShape,
  settings: WindowSettings,
  { row, column }: Pixel,
): WindowPlace {
  const { kernel, stride, dilation } = settings
  const [height, width] = image
  const { outHeight, outWidth, paddingTop, paddingLeft } = slide(image, settings)
  const reach = extent(kernel, dilation)
  const top = row * stride - paddingTop
  const left = column * stride - paddingLeft
  const cells = Array.from({ length: kernel * kernel }, (_, i): WindowCell => {
    const y = top + dilation * Math.floor(i / kernel)
    const x = left + dilation * (i % kernel)
    return { row: y, column: x, inside: y >= 0 && y < height && x >= 0 && x < width }
  })
  const after = (out: number, before: number, size: number) =>
    Math.max(0, (out - 1) * stride - before + reach - size)
  const padding = {
    top: paddingTop,
    left: paddingLeft,
    bottom: after(outHeight, paddingTop, height),
    right: after(outWidth, paddingLeft, width),
  }
  return { side: kernel, cells, top, left, reach, dilation, padding }
}

/** The values under a window in one map; padding is 0. */
export function patchOf(
  values: ArrayLike<number>,
  [, width, channels]: ImageShape,
  channel: number,
  cells: readonly WindowCell[],
): number[] {
  return cells.map(({ row, column, inside }) =>
    inside ? values[(row * width + column) * channels + channel] : 0,
  )
}

/** What one map below adds to an output pixel. */
interface ChannelSum {
  /** `side`² each, row by row. */
  readonly patch: readonly number[]
  readonly filter: readonly number[]
  readonly products: readonly number[]
  readonly sum: number
}

export interface ConvolutionSum {
  readonly channels: readonly ChannelSum[]
  /** Over all channels, without the bias. */
  readonly sum: number
  /** Σ|products| */
  readonly magnitude: number
  /** Of the whole filter, and of all products: what stands at full colour. */
  readonly largestWeight: number
  readonly largestProduct: number
}

/**
 * Patch ⊙ filter for every map below, in float64.
 *
 * @param values of the layer below, [row, column, channel]
 * @param weights [kernel, kernel, channel, filter]
 */
export function convolutionSum(
  values: ArrayLike<number>,
  image: ImageShape,
  weights: ArrayLike<number>,
  { filters, filter }: { readonly filters: number; readonly filter: number },
  cells: readonly WindowCell[],
): ConvolutionSum {
  const [, , count] = image
  let [sum, magnitude, largestWeight, largestProduct] = [0, 0, 0, 0]
  const channels = Array.from({ length: count }, (_, channel): ChannelSum => {
    const patch = patchOf(values, image, channel, cells)
    const own = patch.map((__, cell) => weights[(cell * count + channel) * filters + filter])
    const products = patch.map((x, cell) => x * own[cell])
    let partial = 0
    for (const [cell, product] of products.entries()) {
      partial += product
      magnitude += Math.abs(product)
      largestWeight = Math.max(largestWeight, Math.abs(own[cell]))
      largestProduct = Math.max(largestProduct, Math.abs(product))
    }
    sum += partial
    return { patch, filter: own, products, sum: partial }
  })
  return { channels, sum, magnitude, largestWeight, largestProduct }
}
