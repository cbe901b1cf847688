/**
 * The ops of convolutional networks as plainly as possible in float64: forward by their formulas,
 * backward by scattering every product to where it came from. Tensors are flat,
 * [rows, row, column, channel].
 */
import { pcg } from '../../lib/random'
import type { AugmentOp, Window } from '../../plan/image-ops'

type Values = ArrayLike<number>

interface Tap {
  readonly row: number
  /** Of the output: [outHeight, outWidth] flat. */
  readonly position: number
  readonly i: number
  readonly j: number
  /** Of the input: [inHeight, inWidth] flat. */
  readonly pixel: number
}

/** Calls `visit` for every place of every window that lies inside the image, in row-major order. */
function eachTap(w: Window, visit: (tap: Tap) => void): void {
  for (let row = 0; row < w.rows; row++) {
    for (let y = 0; y < w.outHeight; y++) {
      for (let x = 0; x < w.outWidth; x++) {
        for (let i = 0; i < w.kernelHeight; i++) {
          for (let j = 0; j < w.kernelWidth; j++) {
            const inY = y * w.stride - w.paddingTop + i * w.dilation
            const inX = x * w.stride - w.paddingLeft + j * w.dilation
            if (inY < 0 || inY >= w.inHeight || inX < 0 || inX >= w.inWidth) continue
            visit({ row, position: y * w.outWidth + x, i, j, pixel: inY * w.inWidth + inX })
          }
        }
      }
    }
  }
}

const inAt = (w: Window, { row, pixel }: Tap) =>
  (row * w.inHeight * w.inWidth + pixel) * w.inChannels
const outAt = (w: Window, { row, position }: Tap) =>
  (row * w.outHeight * w.outWidth + position) * w.outChannels
const filterAt = (w: Window, { i, j }: Tap) =>
  (i * w.kernelWidth + j) * w.inChannels * w.outChannels

const zerosIn = (w: Window) => new Float64Array(w.rows * w.inHeight * w.inWidth * w.inChannels)
const zerosOut = (w: Window) => new Float64Array(w.rows * w.outHeight * w.outWidth * w.outChannels)

export function conv2d(w: Window, x: Values, filter: Values, bias: Values): Float64Array {
  const y = zerosOut(w).map((_, i) => bias[i % w.outChannels])
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      for (let k = 0; k < w.outChannels; k++) {
        const weight = filter[filterAt(w, tap) + c * w.outChannels + k]
        y[outAt(w, tap) + k] += x[inAt(w, tap) + c] * weight
      }
    }
  })
  return y
}

export function conv2dGradients(w: Window, x: Values, filter: Values, delta: Values) {
  const gradients = {
    x: zerosIn(w),
    filter: new Float64Array(w.kernelHeight * w.kernelWidth * w.inChannels * w.outChannels),
    bias: new Float64Array(w.outChannels),
  }
  Array.from(delta, (value, i) => {
    gradients.bias[i % w.outChannels] += value
  })
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      for (let k = 0; k < w.outChannels; k++) {
        const at = filterAt(w, tap) + c * w.outChannels + k
        const share = delta[outAt(w, tap) + k]
        gradients.x[inAt(w, tap) + c] += share * filter[at]
        gradients.filter[at] += share * x[inAt(w, tap) + c]
      }
    }
  })
  return gradients
}

/** The window that a transposed convolution slides over its output. */
const mirrored = (w: Window): Window => ({
  ...w,
  inHeight: w.outHeight,
  inWidth: w.outWidth,
  inChannels: w.outChannels,
  outHeight: w.inHeight,
  outWidth: w.inWidth,
  outChannels: w.inChannels,
})

/** Every pixel of x throws its share over a window of the output. */
export function convTranspose2d(w: Window, x: Values, filter: Values, bias: Values): Float64Array {
  const m = mirrored(w)
  const y = zerosOut(w).map((_, i) => bias[i % w.outChannels])
  eachTap(m, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      for (let k = 0; k < w.outChannels; k++) {
        const weight = filter[filterAt(m, tap) + c * w.outChannels + k]
        y[inAt(m, tap) + k] += x[outAt(m, tap) + c] * weight
      }
    }
  })
  return y
}

export function convTranspose2dGradients(w: Window, x: Values, filter: Values, delta: Values) {
  const m = mirrored(w)
  const gradients = {
    x: zerosIn(w),
    filter: new Float64Array(filter.length),
    bias: new Float64Array(w.outChannels),
  }
  Array.from(delta, (value, i) => {
    gradients.bias[i % w.outChannels] += value
  })
  eachTap(m, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      for (let k = 0; k < w.outChannels; k++) {
        const at = filterAt(m, tap) + c * w.outChannels + k
        const share = delta[inAt(m, tap) + k]
        gradients.x[outAt(m, tap) + c] += share * filter[at]
        gradients.filter[at] += share * x[outAt(m, tap) + c]
      }
    }
  })
  return gradients
}

/** Nearest neighbour. */
export function upsample2d(w: Window, x: Values): Float64Array {
  return zerosOut(w).map((_, i) => x[copiedFrom(w, i)])
}

export function upsample2dGradient(w: Window, delta: Values): Float64Array {
  const dx = zerosIn(w)
  Array.from(delta, (value, i) => {
    dx[copiedFrom(w, i)] += value
  })
  return dx
}

/** The place in the input of value i of the output. */
function copiedFrom(w: Window, i: number): number {
  const position = Math.floor(i / w.outChannels)
  const row = Math.floor(position / (w.outHeight * w.outWidth))
  const y = Math.floor((Math.floor(position / w.outWidth) % w.outHeight) / w.stride)
  const x = Math.floor((position % w.outWidth) / w.stride)
  return ((row * w.inHeight + y) * w.inWidth + x) * w.inChannels + (i % w.outChannels)
}

/** Of equal values the first in row-major order wins. */
export function maxPool2d(w: Window, x: Values): { y: Float64Array; index: Float64Array } {
  const y = zerosOut(w).fill(Number.NEGATIVE_INFINITY)
  const index = zerosOut(w)
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      const value = x[inAt(w, tap) + c]
      const at = outAt(w, tap) + c
      if (value <= y[at]) continue
      y[at] = value
      index[at] = tap.pixel
    }
  })
  return { y, index }
}

export function maxPool2dGradient(w: Window, index: Values, delta: Values): Float64Array {
  const dx = zerosIn(w)
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      const at = outAt(w, tap) + c
      if (index[at] === tap.pixel) dx[inAt(w, tap) + c] += delta[at]
    }
  })
  return dx
}

export function averagePool2d(w: Window, x: Values): Float64Array {
  const y = zerosOut(w)
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      y[outAt(w, tap) + c] += x[inAt(w, tap) + c] / (w.kernelHeight * w.kernelWidth)
    }
  })
  return y
}

export function averagePool2dGradient(w: Window, delta: Values): Float64Array {
  const dx = zerosIn(w)
  eachTap(w, (tap) => {
    for (let c = 0; c < w.inChannels; c++) {
      dx[inAt(w, tap) + c] += delta[outAt(w, tap) + c] / (w.kernelHeight * w.kernelWidth)
    }
  })
  return dx
}

export interface Moments {
  readonly mean: readonly number[]
  /** Biased. */
  readonly variance: readonly number[]
  /** Values per channel. */
  readonly count: number
}

export function moments(x: Values, channels: number): Moments {
  const count = x.length / channels
  const values = Array.from({ length: channels }, (_, c) =>
    Array.from(x).filter((_value, i) => i % channels === c),
  )
  const average = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / count
  const mean = values.map(average)
  const variance = values.map((list, c) => average(list.map((v) => (v - mean[c]) ** 2)))
  return { mean, variance, count }
}

export function batchNorm(
  x: Values,
  gamma: Values,
  beta: Values,
  { mean, variance }: Pick<Moments, 'mean' | 'variance'>,
  epsilon: number,
): Float64Array {
  const channels = gamma.length
  return Float64Array.from(x, (value, i) => {
    const c = i % channels
    return (gamma[c] * (value - mean[c])) / Math.sqrt(variance[c] + epsilon) + beta[c]
  })
}

/** Through the moments of x themselves. */
export function batchNormGradients(x: Values, gamma: Values, delta: Values, epsilon: number) {
  const channels = gamma.length
  const { mean, variance, count } = moments(x, channels)
  const normal = Array.from(x, (value, i) => {
    const c = i % channels
    return (value - mean[c]) / Math.sqrt(variance[c] + epsilon)
  })
  const gradients = { gamma: new Float64Array(channels), beta: new Float64Array(channels) }
  Array.from(delta, (value, i) => {
    gradients.gamma[i % channels] += value * normal[i]
    gradients.beta[i % channels] += value
  })
  const dx = Float64Array.from(delta, (value, i) => {
    const c = i % channels
    const rest = (gradients.beta[c] + normal[i] * gradients.gamma[c]) / count
    return (gamma[c] / Math.sqrt(variance[c] + epsilon)) * (value - rest)
  })
  return { ...gradients, x: dx }
}

/** The draw of a counter, which counts modulo 2³². */
export const uniform = (counter: number) => (pcg(counter >>> 0) >>> 8) / 2 ** 24

/** The draws of image `row` of a batch, by the formula of `AugmentOp`. */
export function drawsOf(row: number, noise: number): (k: number) => number {
  const key = pcg((noise ^ 0x61756721) >>> 0)
  return (k) => uniform(6 * row + k + key)
}

/** By the formulas of `AugmentOp`, with the settings as float32 has them. */
export function augment(op: AugmentOp, x: Values, noise: number): Float64Array {
  const { height, width, channels } = op
  const pixels = height * width
  const [translation, rotation, scale, outside, deviation] = [
    op.translation,
    op.rotation,
    op.scale,
    op.outside,
    op.noise,
  ].map(Math.fround)
  const noiseKey = pcg((noise ^ 0x6e6f6973) >>> 0)
  const valueAt = (row: number, i: number, j: number, c: number) => {
    if (i < 0 || i >= height || j < 0 || j >= width) return outside
    return x[((row * height + i) * width + j) * channels + c]
  }
  return Float64Array.from({ length: op.rows * pixels * channels }, (_, e) => {
    const pixel = Math.floor(e / channels)
    const row = Math.floor(pixel / pixels)
    const draw = drawsOf(row, noise)
    const signed = (k: number) => 2 * draw(k) - 1
    const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2]
    const dx = (pixel % width) - centreX - signed(0) * translation
    const dy = Math.floor((pixel % pixels) / width) - centreY - signed(1) * translation
    const angle = signed(2) * rotation
    const growth = 1 + signed(3) * scale
    const side = op.flip === 1 && draw(4) < 0.5 ? -1 : 1
    const fromX = centreX + (side * (dx * Math.cos(angle) - dy * Math.sin(angle))) / growth
    const fromY = centreY + (dx * Math.sin(angle) + dy * Math.cos(angle)) / growth
    const [j, i] = [Math.floor(fromX), Math.floor(fromY)]
    const [shareX, shareY] = [fromX - j, fromY - i]
    const line = (y: number) =>
      (1 - shareX) * valueAt(row, y, j, e % channels) +
      shareX * valueAt(row, y, j + 1, e % channels)
    const mixed = (1 - shareY) * line(i) + shareY * line(i + 1)
    const radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * e + noiseKey)))
    return mixed + deviation * radius * Math.cos(2 * Math.PI * uniform(2 * e + 1 + noiseKey))
  })
}
