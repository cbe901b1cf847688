import type { ActivationName } from '../../model/activations'
import type { ImageOp } from '../../plan/image-ops'
import { activationShaders } from './activation-shaders'
import { convolutionKernels } from './convolution-kernels'
import { imageShaders as image, imageLibShaders as imageLib } from './image-shaders'
import { groups, type Kernel, nextPowerOfTwo } from './kernel'
import { libShaders as lib } from './op-shaders'
import type { ShaderFile } from './shader-source'

type ImageKernels = {
  readonly [K in ImageOp['kind']]: (op: Extract<ImageOp, { kind: K }>) => readonly Kernel[]
}

/** Lanes of the one workgroup that sums a channel: a power of two up to this. */
const MOST_CHANNEL_LANES = 256

/** Passes of the ops of convolutional networks. */
export const imageKernels: ImageKernels = {
  ...convolutionKernels,

  maxPool2d: (op) => [perValue(op.rows, outputWidth(op), image.maxPool2dForward, POOL)],

  maxPool2dGradient: (op) => [
    perValue(op.rows, inputWidth(op), image.maxPool2dGradient, [
      imageLib.window,
      ...activation(op.activation),
    ]),
  ],

  averagePool2d: (op) => [perValue(op.rows, outputWidth(op), image.averagePool2dForward, POOL)],

  averagePool2dGradient: (op) => [
    perValue(op.rows, inputWidth(op), image.averagePool2dGradient, [
      imageLib.window,
      ...activation(op.activation),
    ]),
  ],

  add: (op) => [perValue(op.rows, op.width, image.addForward, activation(op.activation))],

  delta: (op) => [perValue(op.rows, op.width, image.deltaGradient, activation(op.activation))],

  batchNorm: (op) => {
    const width = op.positions * op.channels
    const files = activation(op.activation)
    const normalize = perValue(op.rows, width, image.batchNormForward, files)
    return op.training === 1 ? [perChannel(op, image.batchNormMoments), normalize] : [normalize]
  },

  batchNormGradient: (op) => {
    const width = op.positions * op.channels
    const files = activation(op.activation)
    const pass = perValue(op.rows, width, image.batchNormInputGradient, files)
    if (op.training === 0) return [pass]
    return [{ ...perChannel(op, image.batchNormGradient), scratch: 2 * op.channels }, pass]
  },

  dropout: (op) => [perValue(op.rows, op.width, image.dropoutForward, DROPOUT)],

  dropoutGradient: (op) => [
    perValue(op.rows, op.width, image.dropoutGradient, [...DROPOUT, ...activation(op.activation)]),
  ],

  augment: (op) => {
    const files = [imageLib.random, lib.math]
    return [perValue(op.rows, op.height * op.width, image.augmentForward, files)]
  },

  upsample2d: ({ rows, height, width, channels, scale }) => [
    perValue(rows, height * width * channels * scale ** 2, image.upsample2dForward, []),
  ],

  upsample2dGradient: ({ rows, height, width, channels, activation: name }) => [
    perValue(rows, height * width * channels, image.upsample2dGradient, activation(name)),
  ],
}

const POOL = [imageLib.window, lib.math]
const DROPOUT = [imageLib.dropout, imageLib.random]

function activation(name: ActivationName): ShaderFile[] {
  return [activationShaders[name], lib.math]
}

/** One invocation for each of [rows, width] values. */
function perValue(
  rows: number,
  width: number,
  shader: ShaderFile,
  files: readonly ShaderFile[],
): Kernel {
  return {
    files: [shader, lib.bindings, ...files],
    constants: {},
    workgroups: (valid) => [groups(Math.min(rows, valid) * width, 64), 1],
  }
}

/** One workgroup for each channel. */
function perChannel(
  op: { readonly rows: number; readonly positions: number; readonly channels: number },
  shader: ShaderFile,
): Kernel {
  return {
    files: [shader, lib.bindings, lib.tree],
    constants: { lanes: Math.min(MOST_CHANNEL_LANES, nextPowerOfTwo(op.rows * op.positions)) },
    workgroups: () => [op.channels, 1],
  }
}

interface Sizes {
  readonly inHeight: number
  readonly inWidth: number
  readonly inChannels: number
  readonly outHeight: number
  readonly outWidth: number
  readonly outChannels: number
}

function inputWidth({ inHeight, inWidth, inChannels }: Sizes): number {
  return inHeight * inWidth * inChannels
}

function outputWidth({ outHeight, outWidth, outChannels }: Sizes): number {
  return outHeight * outWidth * outChannels
}
