import type { Experiment, Layer } from '../../model/experiment'
import { isImage, type Shape, sizeOf } from '../../model/shapes'
import { slide, type WindowSettings } from '../../model/window'
import type { LayerInfo, Loaded } from '../../worker/protocol'
import { layerOf } from '../shared/layers'
import { layerSettings } from '../shared/place'

/** One product of a sum: a number of another layer, by its place in one example, and a weight's. */
export interface Connection {
  readonly at: number
  readonly weight: number
}

/** Where a weight works: a number below and one above. */
export interface Pair {
  readonly input: number
  readonly output: number
}

/** A layer with parameters that are weights and a bias, as the sums below need to know it. */
export interface Weighted {
  readonly info: LayerInfo
  readonly window: WindowSettings | null
}

/** Null for layers of another kind. */
export function weighted(experiment: Experiment, loaded: Loaded, name: string): Weighted | null {
  const info = layerOf(loaded, name)
  if (info?.kind === 'dense') return { info, window: null }
  const settings = info?.kind === 'conv2d' ? layerSettings(experiment, loaded, name) : null
  return info && settings?.kind === 'conv2d' ? { info, window: settings } : null
}

/** What feeds one number of a layer: z = Σ w·a + b. */
export function feeding({ info, window }: Weighted, index: number): Connection[] {
  const { inputShape, shape } = info
  if (!window || !isImage(inputShape) || !isImage(shape)) {
    const units = sizeOf(shape)
    return Array.from({ length: sizeOf(inputShape) }, (_, at) => ({
      at,
      weight: at * units + index,
    }))
  }
  const [height, width, channels] = inputShape
  const [, outWidth, filters] = shape
  const { paddingTop, paddingLeft } = slide(inputShape, window)
  const { kernel, stride, dilation } = window
  const filter = index % filters
  const row = Math.floor(index / filters / outWidth)
  const column = Math.floor(index / filters) % outWidth
  const found: Connection[] = []
  for (let cell = 0; cell < kernel * kernel; cell++) {
    const y = row * stride - paddingTop + dilation * Math.floor(cell / kernel)
    const x = column * stride - paddingLeft + dilation * (cell % kernel)
    if (y < 0 || y >= height || x < 0 || x >= width) continue
    for (let channel = 0; channel < channels; channel++) {
      found.push({
        at: (y * width + x) * channels + channel,
        weight: (cell * channels + channel) * filters + filter,
      })
    }
  }
  return found
}

/** What one number below feeds in a layer: where its delta comes from. */
export function fed({ info, window }: Weighted, index: number): Connection[] {
  const { inputShape, shape } = info
  if (!window || !isImage(inputShape) || !isImage(shape)) {
    const units = sizeOf(shape)
    return Array.from({ length: units }, (_, at) => ({ at, weight: index * units + at }))
  }
  const [, , channels] = inputShape
  const [, outWidth, filters] = shape
  const channel = index % channels
  return covering(inputShape, window, index).flatMap(({ row, column, cell }) =>
    Array.from({ length: filters }, (_, filter) => ({
      at: (row * outWidth + column) * filters + filter,
      weight: (cell * channels + channel) * filters + filter,
    })),
  )
}

/** Output pixels whose window covers an input pixel, and in which cell of the window it lies. */
function covering(
  image: readonly [number, number, number],
  settings: WindowSettings,
  index: number,
): { readonly row: number; readonly column: number; readonly cell: number }[] {
  const [, width, channels] = image
  const { outHeight, outWidth, paddingTop, paddingLeft } = slide(image, settings)
  const { kernel, stride, dilation } = settings
  const y = Math.floor(index / channels / width)
  const x = Math.floor(index / channels) % width
  const found: { row: number; column: number; cell: number }[] = []
  for (let cell = 0; cell < kernel * kernel; cell++) {
    const row = (y + paddingTop - dilation * Math.floor(cell / kernel)) / stride
    const column = (x + paddingLeft - dilation * (cell % kernel)) / stride
    if (!Number.isInteger(row) || !Number.isInteger(column)) continue
    if (row >= 0 && row < outHeight && column >= 0 && column < outWidth) {
      found.push({ row, column, cell })
    }
  }
  return found
}

/** All places where one weight works; those of a bias have no input. */
export function places({ info, window }: Weighted, weight: number | 'bias', unit: number): Pair[] {
  const { inputShape, shape } = info
  if (!window || !isImage(inputShape) || !isImage(shape)) {
    const input = weight === 'bias' ? -1 : Math.floor(weight / sizeOf(shape))
    return [{ input, output: unit }]
  }
  const [height, width, channels] = inputShape
  const [outHeight, outWidth, filters] = shape
  const { paddingTop, paddingLeft } = slide(inputShape, window)
  const { kernel, stride, dilation } = window
  const found: Pair[] = []
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      const output = (row * outWidth + column) * filters + unit
      if (weight === 'bias') {
        found.push({ input: -1, output })
        continue
      }
      const channel = Math.floor(weight / filters) % channels
      const cell = Math.floor(weight / filters / channels)
      const y = row * stride - paddingTop + dilation * Math.floor(cell / kernel)
      const x = column * stride - paddingLeft + dilation * (cell % kernel)
      if (y < 0 || y >= height || x < 0 || x >= width) continue
      found.push({ input: (y * width + x) * channels + channel, output })
    }
  }
  return found
}

/** What stands between a number and the loss. */
export type Consumer =
  /** The loss itself. */
  | { readonly kind: 'loss' }
  | { readonly kind: 'weights'; readonly layer: Weighted }
  /** Each window hands its delta on, to all of its pixels or to the one that won. */
  | {
      readonly kind: 'pooling'
      readonly info: LayerInfo
      readonly window: WindowSettings | null
    }
  | { readonly kind: 'dropout'; readonly info: LayerInfo; readonly rate: number }
  /** The sum at the end of a residual block hands its delta on as it is. */
  | { readonly kind: 'sum'; readonly info: LayerInfo }
  /** Batch normalization and residual blocks, whose sums are told in words. */
  | { readonly kind: 'other'; readonly info: LayerInfo }

/** Null while the network is older than the document. */
export function consumerOf(experiment: Experiment, loaded: Loaded, name: string): Consumer | null {
  if (name === loaded.layers.at(-1)?.name) return { kind: 'loss' }
  const block = loaded.layers.find(({ layers }) => layers?.some((each) => each.name === name))
  const chain = (block?.layers ?? loaded.layers).filter((each) => !isProjection(each.name))
  const at = chain.findIndex((each) => each.name === name)
  const next = isProjection(name) ? undefined : chain[at + 1]
  if (!next) return block ? { kind: 'sum', info: block } : null
  const settings = layerSettings(experiment, loaded, next.name)
  // The same numbers in the same place.
  if (next.kind === 'flatten' || (settings?.kind === 'dropout' && settings.rate === 0)) {
    return consumerOf(experiment, loaded, next.name)
  }
  return consumerKind(weighted(experiment, loaded, next.name), next, settings)
}

function consumerKind(
  layer: Weighted | null,
  info: LayerInfo,
  settings: Layer | null,
): Consumer | null {
  if (layer) return { kind: 'weights', layer }
  const { kind } = info
  if (kind === 'batchNorm' || kind === 'residual') return { kind: 'other', info }
  if (kind === 'globalAveragePool2d') return { kind: 'pooling', info, window: null }
  if (settings?.kind !== kind) return null
  if (settings.kind === 'dropout') return { kind: 'dropout', info, rate: settings.rate }
  if (settings.kind !== 'maxPool2d' && settings.kind !== 'averagePool2d') return null
  return { kind: 'pooling', info, window: { ...settings, kernel: settings.size, dilation: 1 } }
}

const isProjection = (name: string): boolean => name.endsWith('/projection')

/**
 * The windows of a pooling layer that a number below lies in.
 *
 * @returns where the number stands in the image, and where the windows' values stand
 */
export function windowsOver(
  { inputShape, shape }: LayerInfo,
  window: WindowSettings | null,
  index: number,
): { readonly pixel: number; readonly outputs: readonly number[]; readonly share: number } {
  const channels = channelsOf(inputShape)
  const channel = index % channels
  const pixel = Math.floor(index / channels)
  if (!window || !isImage(inputShape) || !isImage(shape)) {
    return { pixel, outputs: [channel], share: channels / sizeOf(inputShape) }
  }
  const [, outWidth] = shape
  const outputs = covering(inputShape, window, index).map(
    ({ row, column }) => (row * outWidth + column) * channels + channel,
  )
  return { pixel, outputs, share: 1 / window.kernel ** 2 }
}

const channelsOf = (shape: Shape): number => (isImage(shape) ? shape[2] : 1)
