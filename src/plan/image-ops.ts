import type { ActivationName } from '../model/activations'

/**
 * The ops of convolutional networks. Images are [row, column, channel] with the batch in front;
 * filters are [kernelHeight, kernelWidth, inChannels, outChannels]. Offsets are in floats: x, z, a,
 * deltas and indices into `activations`, filter and bias into `parameters` and `gradients` alike.
 *
 * As with dense layers, an op that makes the delta of the layer below also applies σ′ of that
 * layer: δ′ = (∂L/∂input) ⊙ σ′(z′). `activation` is `identity` where there is nothing to apply.
 */
export type ImageOp =
  | Conv2dOp
  | Conv2dFilterGradientOp
  | Conv2dInputGradientOp
  | MaxPool2dOp
  | MaxPool2dGradientOp
  | AveragePool2dOp
  | AveragePool2dGradientOp
  | AddOp
  | DeltaOp
  | BatchNormOp
  | BatchNormGradientOp
  | DropoutOp
  | DropoutGradientOp
  | AugmentOp
  | Upsample2dOp
  | Upsample2dGradientOp
  | ConvTranspose2dOp
  | ConvTranspose2dFilterGradientOp
  | ConvTranspose2dInputGradientOp

/** A window that slides over an image: o = ⌊(i + 2p − d(k−1) − 1)/s⌋ + 1 in each direction. */
export interface Window {
  readonly rows: number
  readonly inHeight: number
  readonly inWidth: number
  readonly inChannels: number
  readonly outHeight: number
  readonly outWidth: number
  readonly outChannels: number
  readonly kernelHeight: number
  readonly kernelWidth: number
  readonly stride: number
  /** Zeros above and to the left; those below and to the right follow from the output's size. */
  readonly paddingTop: number
  readonly paddingLeft: number
  readonly dilation: number
}

/** z = x ∗ filter + b (cross-correlation), a = σ(z). */
export interface Conv2dOp extends Window {
  readonly kind: 'conv2d'
  /** [rows, inHeight, inWidth, inChannels] */
  readonly x: number
  readonly filter: number
  /** [outChannels] */
  readonly bias: number
  /** [rows, outHeight, outWidth, outChannels] */
  readonly z: number
  readonly a: number
  readonly activation: ActivationName
}

/** ∂L/∂filter and ∂L/∂b = Σ δ, added to what is there if `Batch.accumulate`. */
export interface Conv2dFilterGradientOp extends Window {
  readonly kind: 'conv2dFilterGradient'
  readonly x: number
  readonly delta: number
  readonly filter: number
  readonly bias: number
}

/** δ of the layer below, gathered through the flipped filter. */
export interface Conv2dInputGradientOp extends Window {
  readonly kind: 'conv2dInputGradient'
  readonly delta: number
  readonly filter: number
  /** Of the layer below: [rows, inHeight, inWidth, inChannels]. */
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/**
 * The largest value of each window; outChannels = inChannels, dilation 1. Padding never wins. Of
 * equal values the first in row-major order wins, and the first NaN over all numbers; `index` keeps
 * its place within the image's [inHeight, inWidth] as a float, for the gradient and for views. Every
 * window must hold at least one pixel of the image.
 */
export interface MaxPool2dOp extends Window {
  readonly kind: 'maxPool2d'
  readonly x: number
  /** [rows, outHeight, outWidth, outChannels] */
  readonly a: number
  readonly index: number
}

export interface MaxPool2dGradientOp extends Window {
  readonly kind: 'maxPool2dGradient'
  readonly delta: number
  readonly index: number
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/**
 * The mean of each window, padding counted as zeros, dilation 1; global where the window is the
 * image.
 */
export interface AveragePool2dOp extends Window {
  readonly kind: 'averagePool2d'
  readonly x: number
  readonly a: number
}

export interface AveragePool2dGradientOp extends Window {
  readonly kind: 'averagePool2dGradient'
  readonly delta: number
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/** The end of a residual block: z = x + y, a = σ(z); [rows, width] each. */
export interface AddOp {
  readonly kind: 'add'
  readonly rows: number
  readonly width: number
  readonly x: number
  readonly y: number
  readonly z: number
  readonly a: number
  readonly activation: ActivationName
}

/**
 * Passes a delta on to a layer below without weights in between:
 * δ′ = (delta [+ second]) ⊙ σ′(z), where `second` is added only if `two` is 1 (two branches meet).
 */
export interface DeltaOp {
  readonly kind: 'delta'
  readonly rows: number
  readonly width: number
  readonly delta: number
  readonly second: number
  readonly two: 0 | 1
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/**
 * Batch normalization per channel over all valid rows and all positions; dense units are channels
 * of one position. z = γ·(x − μ)/√(σ² + ε) + β, a = activation(z).
 *
 * `training` 1: μ and biased σ² of the batch, kept in `moments` as [2, channels] (mean, then
 * 1/√(σ² + ε)); the running mean and unbiased variance move by `momentum` towards them
 * (running ← (1 − momentum)·running + momentum·batch, as in PyTorch; of a single value the variance
 * counts as 0), and stay where `momentum` is 0, for a gradient that is only looked at. `training` 0:
 * the running ones, and `moments` is left alone. The running ones stand among the parameters, are never touched by the optimizer (mask −1) and have no
 * gradient. Source: S. Ioffe and C. Szegedy, "Batch Normalization", 2015.
 */
export interface BatchNormOp {
  readonly kind: 'batchNorm'
  readonly rows: number
  readonly positions: number
  readonly channels: number
  readonly x: number
  /** parameters [channels] each */
  readonly gamma: number
  readonly beta: number
  readonly runningMean: number
  readonly runningVariance: number
  /** activations [2, channels] */
  readonly moments: number
  readonly z: number
  readonly a: number
  readonly training: 0 | 1
  readonly activation: ActivationName
  readonly momentum: number
  readonly epsilon: number
}

/**
 * ∂L/∂γ, ∂L/∂β (added if `Batch.accumulate`) and δ of the layer below. `training` 1: through the
 * batch's moments. `training` 0: the running ones are constants, δ′ = δ·γ/√(σ² + ε) ⊙ σ′, and
 * neither gradients nor moments are touched.
 */
export interface BatchNormGradientOp {
  readonly kind: 'batchNormGradient'
  readonly training: 0 | 1
  /** parameters [channels]; read where `training` is 0. */
  readonly runningVariance: number
  readonly epsilon: number
  readonly rows: number
  readonly positions: number
  readonly channels: number
  readonly x: number
  readonly delta: number
  readonly gamma: number
  readonly beta: number
  readonly moments: number
  /** Of the layer below: [rows, positions, channels]. */
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/**
 * a = x·kept / (1 − rate), where element i of the batch is kept unless the random number of
 * (`Batch.noise`, `salt`, i) is below `rate` < 1: uniform = (pcg(i + pcg(salt + Batch.noise)) >> 8)/2²⁴.
 * For the `train` program alone: elsewhere a network is whole.
 */
export interface DropoutOp {
  readonly kind: 'dropout'
  readonly rows: number
  readonly width: number
  readonly x: number
  readonly a: number
  /** Another for every dropout layer. */
  readonly salt: number
  readonly rate: number
}

export interface DropoutGradientOp {
  readonly kind: 'dropoutGradient'
  readonly rows: number
  readonly width: number
  readonly delta: number
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
  readonly salt: number
  readonly rate: number
}

/**
 * Changes every image of the batch at random, see `Augmentation`: `a` may not be `x`. Draws are
 * uniform(counter) = (pcg(counter) >> 8)/2²⁴, counters modulo 2³². Image r of the batch has
 * uₖ = uniform(6·r + k + pcg(`Batch.noise` ^ 0x61756721)): it is mirrored left to right if flip is 1
 * and u₄ < ½; then, about its centre, it grows by the factor g = 1 + (2u₃ − 1)·scale and turns by
 * φ = (2u₂ − 1)·rotation counter-clockwise as seen; then it moves by (2u₀ − 1)·translation columns to
 * the right and (2u₁ − 1)·translation rows down. So with (dx, dy) the distance of pixel (row, column)
 * from the moved centre, its value is that of the image at the distance
 * (±(dx·cos φ − dy·sin φ)/g, (dx·sin φ + dy·cos φ)/g) from the centre, bilinear between the four
 * pixels around that place, which count as `outside` beyond the image; a pixel without a share is
 * not looked at. Then element e of the batch, counted over images, rows, columns and channels, gains
 * noise·√(−2 ln(1 − v))·cos(2πw), standard normal times noise, with v and w the uniform numbers of
 * 2·e and 2·e + 1, plus pcg(`Batch.noise` ^ 0x6e6f6973). Nothing is clipped. Where all settings are
 * 0, a = x to the bit. For the `train` program alone.
 */
export interface AugmentOp {
  readonly kind: 'augment'
  readonly rows: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly x: number
  readonly a: number
  /** What a black pixel is after standardizing. */
  readonly outside: number
  /** In pixels. */
  readonly translation: number
  /** In radians. */
  readonly rotation: number
  readonly scale: number
  readonly flip: 0 | 1
  /** In units of the network's inputs. */
  readonly noise: number
}

/** Nearest neighbour: every pixel becomes scale × scale of its kind. */
export interface Upsample2dOp {
  readonly kind: 'upsample2d'
  readonly rows: number
  readonly height: number
  readonly width: number
  readonly channels: number
  /** ≥ 1 */
  readonly scale: number
  /** [rows, height, width, channels] */
  readonly x: number
  /** [rows, height·scale, width·scale, channels] */
  readonly a: number
}

/** δ of the layer below: Σ of the deltas of a pixel's copies. */
export interface Upsample2dGradientOp {
  readonly kind: 'upsample2dGradient'
  readonly rows: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly scale: number
  readonly delta: number
  /** Of the layer below: [rows, height, width, channels]. */
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}

/**
 * The other way round than a `Window`: it slides over the output, and has a place for each pixel of
 * the input: o = (i − 1)·s − 2p + d(k − 1) + 1 + outputPadding in each direction.
 */
type TransposedWindow = Window

/**
 * Adds filter·x of every pixel to the outputs that its window covers, z = that + b, a = σ(z): what
 * passes a delta back through a convolution. The filter is
 * [kernelHeight, kernelWidth, inChannels, outChannels] with the channels of this op.
 */
export interface ConvTranspose2dOp extends TransposedWindow {
  readonly kind: 'convTranspose2d'
  /** [rows, inHeight, inWidth, inChannels] */
  readonly x: number
  readonly filter: number
  /** [outChannels] */
  readonly bias: number
  /** [rows, outHeight, outWidth, outChannels] */
  readonly z: number
  readonly a: number
  readonly activation: ActivationName
}

/** ∂L/∂filter and ∂L/∂b = Σ δ, added to what is there if `Batch.accumulate`. */
export interface ConvTranspose2dFilterGradientOp extends TransposedWindow {
  readonly kind: 'convTranspose2dFilterGradient'
  readonly x: number
  readonly delta: number
  readonly filter: number
  readonly bias: number
}

/** δ of the layer below: δ ∗ filter. */
export interface ConvTranspose2dInputGradientOp extends TransposedWindow {
  readonly kind: 'convTranspose2dInputGradient'
  readonly delta: number
  readonly filter: number
  /** Of the layer below: [rows, inHeight, inWidth, inChannels]. */
  readonly z: number
  readonly a: number
  readonly inputDelta: number
  readonly activation: ActivationName
}
