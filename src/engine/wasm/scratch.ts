import type { Window } from '../../plan/image-ops'
import type { Op } from '../../plan/plan'

/** Parts begin at multiples of 16 bytes, and sums of channels have room for three more. */
const SPARE_FLOATS = 16
/** Bins, and two lists of a chunk: see kernels/reduction.ts. */
const REDUCTION_FLOATS = 4 * 36 + 2 * 264

/** Floats that the kernel of one op needs for itself while it runs: see what each puts there. */
export function scratchFloats(op: Op): number {
  switch (op.kind) {
    case 'gather':
      // An index for each row.
      return op.rows
    case 'denseInputGradient':
      // The transposed weights.
      return op.inputWidth * op.units
    case 'conv2d':
      return correlation(op)
    case 'conv2dFilterGradient':
      return filterSums(op)
    case 'conv2dInputGradient':
      return transposed(op)
    case 'convTranspose2d':
      return transposed(mirrored(op))
    case 'convTranspose2dFilterGradient':
      // The sums too, before they are turned.
      return weights(op) + filterSums(mirrored(op)) + SPARE_FLOATS
    case 'convTranspose2dInputGradient':
      // The turned filter too.
      return weights(op) + correlation(mirrored(op)) + SPARE_FLOATS
    case 'batchNorm':
    case 'batchNormGradient':
      // Two sums in float64 and two means.
      return 6 * op.channels + 4 * SPARE_FLOATS
    case 'optimizer':
      // The gradients clipped and regularized.
      return op.count
    case 'summary':
    case 'unitSummary':
      // Bins or a count for every unit, and slopes of a chunk.
      return REDUCTION_FLOATS + (op.kind === 'unitSummary' ? op.units : 0)
    case 'dense':
    case 'loss':
    case 'denseWeightGradient':
    case 'gradientNorm':
    case 'setAside':
    case 'takeBack':
    case 'maxPool2d':
    case 'maxPool2dGradient':
    case 'averagePool2d':
    case 'averagePool2dGradient':
    case 'add':
    case 'delta':
    case 'dropout':
    case 'dropoutGradient':
    case 'augment':
    case 'upsample2d':
    case 'upsample2dGradient':
      return 0
  }
}

/** The convolution that a transposed one is the transpose of. */
function mirrored(op: Window): Window {
  return {
    ...op,
    inHeight: op.outHeight,
    inWidth: op.outWidth,
    inChannels: op.outChannels,
    outHeight: op.inHeight,
    outWidth: op.inWidth,
    outChannels: op.inChannels,
  }
}

const taps = ({ kernelHeight, kernelWidth }: Window) => kernelHeight * kernelWidth
const weights = (op: Window) => taps(op) * op.inChannels * op.outChannels

/** A pair of offsets for each, and the last one seven times more. */
const positions = (count: number) => 2 * count + SPARE_FLOATS

const correlation = (op: Window) => taps(op) + positions(op.outHeight * op.outWidth) + canvas(op)
const filterSums = (op: Window) => taps(op) * op.inChannels + canvas(op) + 2 * SPARE_FLOATS
const transposed = (op: Window) =>
  taps(op) + weights(op) + positions(op.inHeight * op.inWidth) + deltaCanvas(op) + 2 * SPARE_FLOATS

/** What windows see of one image. */
function canvas(op: Window): number {
  const { outHeight, outWidth, kernelHeight, kernelWidth, stride, dilation } = op
  const height = (outHeight - 1) * stride + dilation * (kernelHeight - 1) + 1
  const width = (outWidth - 1) * stride + dilation * (kernelWidth - 1) + 1
  return height * width * op.inChannels + 2 * SPARE_FLOATS
}

/** The outputs, beyond the borders too, that the pixels of one image meet. */
function deltaCanvas(op: Window): number {
  const met = (size: number, kernel: number, padding: number) =>
    Math.floor((size - 1 + padding) / op.stride) -
    Math.floor((padding - op.dilation * (kernel - 1)) / op.stride) +
    1
  const height = met(op.inHeight, op.kernelHeight, op.paddingTop)
  const width = met(op.inWidth, op.kernelWidth, op.paddingLeft)
  return height * width * op.outChannels
}
