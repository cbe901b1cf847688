import type { ImageShape } from './shapes'

/** How much an image grows by zeros around it: none, enough to keep its size, or that many pixels. */
export type Padding = 'valid' | 'same' | number

/** What slides over an image, as the document says it. */
export interface WindowSettings {
  readonly kernel: number
  readonly stride: number
  readonly padding: Padding
  readonly dilation: number
}

/** Where it goes over an image of a certain size. */
export interface Sliding {
  readonly outHeight: number
  readonly outWidth: number
  /** Zeros above and to the left; `same` may put one more below and to the right. */
  readonly paddingTop: number
  readonly paddingLeft: number
}

/**
 * o = ⌊(i + 2p − d(k−1) − 1)/s⌋ + 1 for a number; ⌈i/s⌉ for `same`, with as many zeros as that takes,
 * the odd one after the image. Sizes below 1 mean that the window does not fit.
 * Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
 */
export function slide([height, width]: ImageShape, settings: WindowSettings): Sliding {
  const down = slideAlong(height, settings)
  const right = slideAlong(width, settings)
  return {
    outHeight: down.out,
    outWidth: right.out,
    paddingTop: down.before,
    paddingLeft: right.before,
  }
}

export function slideAlong(
  size: number,
  { kernel, stride, padding, dilation }: WindowSettings,
): { readonly out: number; readonly before: number } {
  const reach = extent(kernel, dilation)
  if (padding === 'same') {
    const out = Math.ceil(size / stride)
    const zeros = Math.max(0, (out - 1) * stride + reach - size)
    return { out, before: Math.floor(zeros / 2) }
  }
  const before = padding === 'valid' ? 0 : padding
  return { out: Math.floor((size + 2 * before - reach) / stride) + 1, before }
}

/** Pixels from the first to the last that a window touches: d(k−1) + 1. */
export function extent(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1
}
