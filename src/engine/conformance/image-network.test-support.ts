import type { ActivationName } from '../../model/activations'
import type { BatchNormOp, Window } from '../../plan/image-ops'
import type { Op, Plan } from '../../plan/plan'
import type { Backend, Engine } from '../backend'
import { NOTHING, type OpsOptions, planOfOps, stateOf } from './fixtures.test-support'

export interface Shape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Outputs of a layer in `activations`. */
export interface Layer {
  readonly shape: Shape
  readonly z: number
  readonly a: number
  readonly activation: ActivationName
}

/** What a window needs beside the image it slides over. */
export interface Sliding {
  readonly kernel: readonly [height: number, width: number]
  readonly stride?: number
  /** Zeros above and to the left, and as many below and to the right unless `output` is given. */
  readonly padding?: readonly [top: number, left: number]
  readonly dilation?: number
  readonly output?: readonly [height: number, width: number]
}

interface Filter {
  readonly filter: ArrayLike<number>
  readonly bias: ArrayLike<number>
  readonly activation?: ActivationName
}

export const widthOf = ({ height, width, channels }: Shape) => height * width * channels

/** Places a window, by the formula of `Window` in image-ops.ts. */
export function windowOf(rows: number, shape: Shape, outChannels: number, by: Sliding): Window {
  const { stride = 1, dilation = 1, padding = [0, 0] } = by
  const [kernelHeight, kernelWidth] = by.kernel
  const size = (input: number, kernel: number, pad: number) =>
    Math.floor((input + 2 * pad - dilation * (kernel - 1) - 1) / stride) + 1
  const [outHeight, outWidth] = by.output ?? [
    size(shape.height, kernelHeight, padding[0]),
    size(shape.width, kernelWidth, padding[1]),
  ]
  return {
    rows,
    inHeight: shape.height,
    inWidth: shape.width,
    inChannels: shape.channels,
    outHeight,
    outWidth,
    outChannels,
    kernelHeight,
    kernelWidth,
    stride,
    paddingTop: padding[0],
    paddingLeft: padding[1],
    dilation,
  }
}

/**
 * A chain of layers put together by hand: lays out tensors and parameters and lists the ops of both
 * passes. The batch's inputs stand at activations 0, as `planOfOps` has it.
 */
export class ImageNetwork {
  readonly forward: Op[] = []
  readonly parameters: number[] = []
  readonly #rows: number
  readonly #backward: ((delta: number, op: (op: Op) => void) => number)[] = []
  #end: number
  top: Layer

  /**
   * @param gathered floats per row that stand after the inputs and are not the network's own
   */
  constructor(rows: number, input: Shape, gathered: number) {
    this.#rows = rows
    this.#end = rows * (widthOf(input) + gathered)
    this.top = { shape: input, z: 0, a: 0, activation: 'identity' }
  }

  /** Floats of `activations`. */
  get size(): number {
    return this.#end
  }

  tensor(width: number): number {
    const offset = this.#end
    this.#end += this.#rows * width
    return offset
  }

  parameter(values: ArrayLike<number>): number {
    const offset = this.parameters.length
    for (let i = 0; i < values.length; i++) this.parameters.push(values[i])
    return offset
  }

  conv2d(options: Sliding & Filter): Window {
    const window = windowOf(this.#rows, this.top.shape, options.bias.length, options)
    return this.#filtered('conv2d', window, options)
  }

  /** `output` is the image that comes out. */
  convTranspose2d(options: Required<Sliding> & Filter): Window {
    const { shape } = this.top
    const [height, width] = options.output
    const output = [shape.height, shape.width] as const
    const slid = { height, width, channels: options.bias.length }
    const window = windowOf(this.#rows, slid, shape.channels, { ...options, output })
    return this.#filtered('convTranspose2d', { ...window, ...swapped(window) }, options)
  }

  /** @returns its window as if it slid over the output, `scale` pixels at a time */
  upsample2d(scale: number): Window {
    const below = this.top
    const { height, width, channels } = below.shape
    const sizes = { rows: this.#rows, height, width, channels, scale }
    const layer = this.#layer({ height: height * scale, width: width * scale, channels })
    this.forward.push({ kind: 'upsample2d', ...sizes, x: below.a, a: layer.a })
    this.#backward.push((delta, op) => {
      const place = this.#below(below)
      op({ kind: 'upsample2dGradient', ...sizes, delta, ...place })
      return place.inputDelta
    })
    const sliding = { kernel: [scale, scale], stride: scale } as const
    const window = windowOf(this.#rows, layer.shape, channels, sliding)
    return { ...window, ...swapped(window) }
  }

  #filtered(kind: 'conv2d' | 'convTranspose2d', window: Window, options: Filter): Window {
    const below = this.top
    const { activation = 'identity' } = options
    const layer = this.#layer(outputOf(window), activation)
    const weights = { filter: this.parameter(options.filter), bias: this.parameter(options.bias) }
    const places = { z: layer.z, a: layer.a, activation }
    this.forward.push({ kind, ...window, x: below.a, ...weights, ...places })
    this.#backward.push((delta, op) => {
      op({ kind: `${kind}FilterGradient`, ...window, x: below.a, delta, ...weights })
      const place = this.#below(below)
      op({ kind: `${kind}InputGradient`, ...window, delta, filter: weights.filter, ...place })
      return place.inputDelta
    })
    return window
  }

  /** @returns the window and where the winners' places are */
  maxPool2d(options: Sliding): { window: Window; index: number } {
    const below = this.top
    const window = windowOf(this.#rows, below.shape, below.shape.channels, options)
    const layer = this.#layer(outputOf(window))
    const index = this.tensor(widthOf(layer.shape))
    this.forward.push({ kind: 'maxPool2d', ...window, x: below.a, a: layer.a, index })
    this.#backward.push((delta, op) => {
      const place = this.#below(below)
      op({ kind: 'maxPool2dGradient', ...window, delta, index, ...place })
      return place.inputDelta
    })
    return { window, index }
  }

  averagePool2d(options: Sliding): Window {
    const below = this.top
    const window = windowOf(this.#rows, below.shape, below.shape.channels, options)
    const layer = this.#layer(outputOf(window))
    this.forward.push({ kind: 'averagePool2d', ...window, x: below.a, a: layer.a })
    this.#backward.push((delta, op) => {
      const place = this.#below(below)
      op({ kind: 'averagePool2dGradient', ...window, delta, ...place })
      return place.inputDelta
    })
    return window
  }

  /** @returns the op; its running statistics stand after γ and β */
  batchNorm(options: {
    readonly gamma: ArrayLike<number>
    readonly beta: ArrayLike<number>
    readonly running?: { readonly mean: number[]; readonly variance: number[] }
    readonly training: 0 | 1
    readonly momentum?: number
    readonly activation?: ActivationName
  }): BatchNormOp {
    const below = this.top
    const { activation = 'identity', momentum = 0.1 } = options
    const { height, width, channels } = below.shape
    const { mean, variance } = options.running ?? {
      mean: Array<number>(channels).fill(0),
      variance: Array<number>(channels).fill(1),
    }
    const layer = this.#layer(below.shape, activation)
    const moments = this.#end
    this.#end += 2 * channels
    const op: BatchNormOp = {
      kind: 'batchNorm',
      rows: this.#rows,
      positions: height * width,
      channels,
      x: below.a,
      gamma: this.parameter(options.gamma),
      beta: this.parameter(options.beta),
      runningMean: this.parameter(mean),
      runningVariance: this.parameter(variance),
      moments,
      z: layer.z,
      a: layer.a,
      training: options.training,
      activation,
      momentum,
      epsilon: 1e-5,
    }
    this.forward.push(op)
    this.#backward.push((delta, push) => {
      const place = this.#below(below)
      push({ ...op, kind: 'batchNormGradient', delta, ...place })
      return place.inputDelta
    })
    return op
  }

  /** σ(2x): an activation on its own. */
  activation(activation: ActivationName): void {
    const below = this.top
    const layer = this.#layer(below.shape, activation)
    const sizes = { rows: this.#rows, width: widthOf(below.shape) }
    const { z, a } = layer
    this.forward.push({ kind: 'add', ...sizes, x: below.a, y: below.a, z, a, activation })
    this.#backward.push((delta, op) => {
      const place = this.#below(below)
      op({ kind: 'delta', ...sizes, delta, second: delta, two: 1, ...place })
      return place.inputDelta
    })
  }

  dropout(options: { readonly salt: number; readonly rate: number }): void {
    const below = this.top
    const layer = this.#layer(below.shape)
    const sizes = { rows: this.#rows, width: widthOf(below.shape) }
    this.forward.push({ kind: 'dropout', ...sizes, x: below.a, a: layer.a, ...options })
    this.#backward.push((delta, op) => {
      const place = this.#below(below)
      op({ kind: 'dropoutGradient', ...sizes, delta, ...place, ...options })
      return place.inputDelta
    })
  }

  /** Reads images as rows: [rows, height·width·channels]. */
  dense(options: {
    readonly weight: ArrayLike<number>
    readonly bias: ArrayLike<number>
    readonly activation?: ActivationName
  }): void {
    const below = this.top
    const { activation = 'identity' } = options
    const units = options.bias.length
    const layer = this.#layer({ height: 1, width: 1, channels: units }, activation)
    const sizes = { rows: this.#rows, inputWidth: widthOf(below.shape), units }
    const weights = { weight: this.parameter(options.weight), bias: this.parameter(options.bias) }
    const { z, a } = layer
    this.forward.push({ kind: 'dense', ...sizes, x: below.a, ...weights, z, a, activation })
    this.#backward.push((delta, op) => {
      op({ kind: 'denseWeightGradient', ...sizes, x: below.a, delta, ...weights })
      const place = this.#below(below)
      op({ kind: 'denseInputGradient', ...sizes, delta, weight: weights.weight, ...place })
      return place.inputDelta
    })
  }

  /**
   * The backward pass from a delta of the last layer.
   *
   * @returns its ops and the delta of the inputs
   */
  backward(delta: number): { ops: Op[]; inputDelta: number } {
    const ops: Op[] = []
    let inputDelta = delta
    for (const step of this.#backward.toReversed()) {
      inputDelta = step(inputDelta, (op) => ops.push(op))
    }
    return { ops, inputDelta }
  }

  /** Without an activation to apply, z and a are one. */
  #layer(shape: Shape, activation?: ActivationName): Layer {
    const a = this.tensor(widthOf(shape))
    const z = activation ? this.tensor(widthOf(shape)) : a
    this.top = { shape, z, a, activation: activation ?? 'identity' }
    return this.top
  }

  #below({ shape, z, a, activation }: Layer) {
    return { z, a, activation, inputDelta: this.tensor(widthOf(shape)) }
  }
}

const swapped = (window: Window) => ({
  inHeight: window.outHeight,
  inWidth: window.outWidth,
  inChannels: window.outChannels,
  outHeight: window.inHeight,
  outWidth: window.inWidth,
  outChannels: window.inChannels,
})

const outputOf = (window: Window): Shape => ({
  height: window.outHeight,
  width: window.outWidth,
  channels: window.outChannels,
})

/** A plan made by hand, loaded over memory that holds nothing but NaN. */
export class ImageRun {
  readonly plan: Plan
  readonly engine: Engine

  static async start(
    backend: Backend,
    options: Omit<OpsOptions, 'parameters'> & { readonly parameters: readonly number[] },
  ): Promise<ImageRun> {
    const count = options.parameters.length
    const { plan, data } = planOfOps({ ...options, parameters: count })
    const run = new ImageRun(
      plan,
      await backend.load(
        plan,
        new Float32Array(data.length).fill(Number.NaN),
        stateOf(plan, new Float32Array(count).fill(Number.NaN)),
      ),
    )
    if (plan.programs.forward.length > 0) await run.read([{ offset: 0, width: 1 }])
    if (plan.programs.gradient.length > 0) await run.engine.gradients()
    run.engine.write('data', 0, data)
    run.engine.restore(stateOf(plan, Float32Array.from(options.parameters)))
    return run
  }

  constructor(plan: Plan, engine: Engine) {
    this.plan = plan
    this.engine = engine
  }

  /** What the `forward` program leaves at some places of `activations`, row after row. */
  async read(
    places: readonly { readonly offset: number; readonly width: number }[],
  ): Promise<readonly Float32Array[]> {
    const { count } = this.plan.sets.train
    const probes = places.map(({ offset, width }) => ({
      tensor: { name: '', buffer: 'activations' as const, offset, shape: [count, width] },
      program: 'forward' as const,
      ...this.plan.sets.train,
    }))
    return (await this.engine.observe({ ...NOTHING, probes })).probes
  }
}
