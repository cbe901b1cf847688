import { extent, slide, type WindowSettings } from '../../model/window'
import { holds, type Place, placeAt, type Size } from './grid'

/** A window on its way over an image: where it stands for each output pixel. */
export interface Sweep extends WindowSettings {
  readonly input: Size
  /** Below 1 where the window does not fit. */
  readonly output: Size
  /** Pixels from the first to the last that the window touches: d(k−1) + 1. */
  readonly reach: number
  /** Rows and columns of padding on each side. */
  readonly before: Place
  readonly after: Place
}

/** Where the engine's layers put the same window. */
export function sweep({ height, width }: Size, settings: WindowSettings): Sweep {
  const { outHeight, outWidth, paddingTop, paddingLeft } = slide([height, width, 1], settings)
  const reach = extent(settings.kernel, settings.dilation)
  const after = (size: number, out: number, before: number) =>
    settings.padding === 'same'
      ? Math.max(0, (out - 1) * settings.stride + reach - size - before)
      : before
  return {
    ...settings,
    input: { height, width },
    output: { height: outHeight, width: outWidth },
    reach,
    before: { row: paddingTop, column: paddingLeft },
    after: {
      row: after(height, outHeight, paddingTop),
      column: after(width, outWidth, paddingLeft),
    },
  }
}

export const fits = ({ output }: Sweep): boolean => output.height >= 1 && output.width >= 1

/** The image with its padding. */
export const paddedSize = ({ input, before, after }: Sweep): Size => ({
  height: before.row + input.height + after.row,
  width: before.column + input.width + after.column,
})

/** The top left pixel of the window, in the input; negative in the padding. */
export const windowStart = ({ stride, before }: Sweep, output: Place): Place => ({
  row: output.row * stride - before.row,
  column: output.column * stride - before.column,
})

/** The input pixel that a weight meets in the window of an output pixel. */
export function tapOf(over: Sweep, output: Place, weight: Place): Place {
  const start = windowStart(over, output)
  return {
    row: start.row + weight.row * over.dilation,
    column: start.column + weight.column * over.dilation,
  }
}

/** All weights in order, each with the pixel that it meets and whether that is one of the image. */
export function taps(over: Sweep, output: Place) {
  const { kernel, input } = over
  return Array.from({ length: kernel * kernel }, (_, index) => {
    const weight = placeAt({ height: kernel, width: kernel }, index)
    const pixel = tapOf(over, output, weight)
    return { weight, pixel, inside: holds(input, pixel) }
  })
}

/** What an input pixel feeds: the outputs whose window touches it, and the weight it meets there. */
export function feeds(over: Sweep, pixel: Place): { output: Place; weight: Place }[] {
  const rows = feedsAlong(over, pixel.row + over.before.row, over.output.height)
  const columns = feedsAlong(over, pixel.column + over.before.column, over.output.width)
  return rows.flatMap((row) =>
    columns.map((column) => ({
      output: { row: row.out, column: column.out },
      weight: { row: row.weight, column: column.weight },
    })),
  )
}

function feedsAlong({ kernel, dilation, stride }: Sweep, padded: number, size: number) {
  const found: { out: number; weight: number }[] = []
  for (let weight = kernel - 1; weight >= 0; weight--) {
    const start = padded - weight * dilation
    const out = start / stride
    if (start >= 0 && Number.isInteger(out) && out < size) found.push({ out, weight })
  }
  return found
}

/** The outputs in whose window a weight meets a pixel of the image, not padding. */
export function usesOf(over: Sweep, weight: Place): Place[] {
  const places: Place[] = []
  for (let row = 0; row < over.output.height; row++) {
    for (let column = 0; column < over.output.width; column++) {
      const output = { row, column }
      if (holds(over.input, tapOf(over, output, weight))) places.push(output)
    }
  }
  return places
}

/** The rows and columns of the input that no window touches. */
export function skipped(over: Sweep): { rows: Set<number>; columns: Set<number> } {
  const along = (size: number, before: number, out: number) =>
    new Set(
      Array.from({ length: size }, (_, i) => i).filter(
        (i) => feedsAlong(over, i + before, out).length === 0,
      ),
    )
  return {
    rows: along(over.input.height, over.before.row, over.output.height),
    columns: along(over.input.width, over.before.column, over.output.width),
  }
}
