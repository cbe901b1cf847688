import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import {
  type CreateBackend,
  randomRows,
  randomValues,
  relativeError,
} from './fixtures.test-support'
import {
  ImageNetwork,
  ImageRun,
  type Shape,
  type Sliding,
  widthOf,
} from './image-network.test-support'
import {
  averagePool2d,
  averagePool2dGradient,
  conv2d,
  conv2dGradients,
  convTranspose2d,
  convTranspose2dGradients,
  maxPool2d,
  maxPool2dGradient,
  upsample2d,
  upsample2dGradient,
} from './image-reference.test-support'

interface Example {
  readonly shape: Shape
  readonly outChannels: number
  readonly sliding: Sliding
  /** Examples, and how many of them are taken at a time. */
  readonly count: number
  readonly chunk: number
  readonly seed: number
}

const BOUNDED = { numRuns: 40, seed: 1 }
const FEWER = { numRuns: 20, seed: 1 }
/** A software GPU compiles shaders for each new shape. */
const TIMEOUT_MS = 120_000

const size = (most: number) => fc.integer({ min: 1, max: most })

const numbers = {
  height: size(13),
  width: size(13),
  channels: size(9),
  outChannels: size(9),
  kernel: fc.tuple(size(5), size(5)),
  stride: size(4),
  dilation: size(3),
  padding: fc.tuple(fc.nat(6), fc.nat(6)),
  /** Zeros below and to the right beyond those above and to the left. */
  more: fc.tuple(fc.nat(1), fc.nat(1)),
  count: size(5),
  chunk: size(5),
  seed: fc.nat(1000),
}

/** Windows over images of odd sizes, with at least one output. */
const convolution: fc.Arbitrary<Example> = fc.record(numbers).map((n) => exampleOf(n))

/** Such that no window lies in the padding alone. */
const pooling: fc.Arbitrary<Example> = fc.record(numbers).map((n) => {
  const most = n.kernel.map((kernel) => kernel - 1)
  const more = n.more.map((value, i) => Math.min(value, most[i]))
  const padding = n.padding.map((value, i) => Math.min(value, most[i] - more[i]))
  return exampleOf({ ...n, more, padding, dilation: 1, outChannels: n.channels })
})

function exampleOf(n: {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly outChannels: number
  readonly kernel: readonly number[]
  readonly stride: number
  readonly dilation: number
  readonly padding: readonly number[]
  readonly more: readonly number[]
  readonly count: number
  readonly chunk: number
  readonly seed: number
}): Example {
  const sides = [n.height, n.width].map((input, i) => {
    const reach = n.dilation * (n.kernel[i] - 1) + 1
    const padded = 2 * n.padding[i] + n.more[i]
    const least = Math.max(input, reach - padded, 1)
    return { input: least, output: Math.floor((least + padded - reach) / n.stride) + 1 }
  })
  return {
    shape: { height: sides[0].input, width: sides[1].input, channels: n.channels },
    outChannels: n.outChannels,
    sliding: {
      kernel: [n.kernel[0], n.kernel[1]],
      stride: n.stride,
      dilation: n.dilation,
      padding: [n.padding[0], n.padding[1]],
      output: [sides[0].output, sides[1].output],
    },
    count: n.count,
    chunk: Math.min(n.chunk, n.count),
    seed: n.seed,
  }
}

/** σ(2x) in float64: the layer below, whose derivative the ops apply to what they pass on. */
const below = (inputs: readonly number[]) => inputs.map((x) => activations.tanh.value(2 * x))
/** Through σ(2x), and then twice what came, as `ImageNetwork.activation` has it. */
const passedBelow = (delta: ArrayLike<number>, inputs: readonly number[]) =>
  Array.from(delta, (value, i) => 2 * value * activations.tanh.derivative(2 * inputs[i]))

/** Over the outputs of transposed convolutions, which may reach beyond the last window. */
const transposed: fc.Arbitrary<Example & { readonly sliding: Required<Sliding> }> = fc
  .record({ ...numbers, height: size(7), width: size(7), stride: size(3) })
  .map((n) => {
    const sides = [n.height, n.width].map((input, i) => {
      const whole = (input - 1) * n.stride + n.dilation * (n.kernel[i] - 1) + 1
      const padding = Math.min(n.padding[i], Math.floor((whole - 1) / 2))
      const outputPadding = Math.min(n.more[i], Math.max(n.stride, n.dilation) - 1)
      return { padding, output: whole - 2 * padding + outputPadding }
    })
    return {
      shape: { height: n.height, width: n.width, channels: n.channels },
      outChannels: n.outChannels,
      sliding: {
        kernel: [n.kernel[0], n.kernel[1]],
        stride: n.stride,
        dilation: n.dilation,
        padding: [sides[0].padding, sides[1].padding],
        output: [sides[0].output, sides[1].output],
      },
      count: n.count,
      chunk: Math.min(n.chunk, n.count),
      seed: n.seed,
    }
  })

export function testImageWindows(create: CreateBackend): void {
  test(
    'convolutions of any shape agree with plain float64',
    async () => {
      const backend = await create()
      await fc.assert(
        fc.asyncProperty(convolution, async (example) => {
          const { shape, outChannels, sliding, seed } = example
          const taps = sliding.kernel[0] * sliding.kernel[1] * shape.channels
          const filter = randomValues(taps * outChannels, 1, seed)
          const bias = randomValues(outChannels, 1, seed + 1)
          const network = networkOf(example)
          const window = { ...network.conv2d({ ...sliding, filter, bias }), rows: example.count }
          const inputs = inputsOf(example)
          const results = await runBothWays(backend, example, network, inputs)

          const x = below(inputs.flat())
          const y = conv2d(window, x, filter, bias)
          const expected = conv2dGradients(window, x, filter, y)
          expect(relativeError(results.output, y)).toBeLessThan(1e-5)
          expect(relativeError(results.delta, passedBelow(expected.x, inputs.flat()))).toBeLessThan(
            1e-5,
          )
          const gradients = [...expected.filter, ...expected.bias]
          expect(relativeError(results.gradients, gradients)).toBeLessThan(1e-5)
        }),
        BOUNDED,
      )
      backend.dispose()
    },
    TIMEOUT_MS,
  )

  test(
    'transposed convolutions of any shape agree with plain float64',
    async () => {
      const backend = await create()
      await fc.assert(
        fc.asyncProperty(transposed, async (example) => {
          const { shape, outChannels, sliding, seed } = example
          const taps = sliding.kernel[0] * sliding.kernel[1] * shape.channels
          const filter = randomValues(taps * outChannels, 1, seed)
          const bias = randomValues(outChannels, 1, seed + 1)
          const network = networkOf(example)
          const placed = network.convTranspose2d({ ...sliding, filter, bias })
          const window = { ...placed, rows: example.count }
          const inputs = inputsOf(example)
          const results = await runBothWays(backend, example, network, inputs)

          const x = below(inputs.flat())
          const y = convTranspose2d(window, x, filter, bias)
          const expected = convTranspose2dGradients(window, x, filter, y)
          expect(relativeError(results.output, y)).toBeLessThan(1e-5)
          expect(relativeError(results.delta, passedBelow(expected.x, inputs.flat()))).toBeLessThan(
            1e-5,
          )
          const gradients = [...expected.filter, ...expected.bias]
          expect(relativeError(results.gradients, gradients)).toBeLessThan(1e-5)
        }),
        FEWER,
      )
      backend.dispose()
    },
    TIMEOUT_MS,
  )

  test(
    'upsampling copies pixels, and gathers the deltas of the copies',
    async () => {
      const backend = await create()
      await fc.assert(
        fc.asyncProperty(transposed, async (example) => {
          const network = networkOf(example)
          const scale = example.sliding.stride
          const window = { ...network.upsample2d(scale), rows: example.count }
          const inputs = inputsOf(example)
          const results = await runBothWays(backend, example, network, inputs)

          const y = upsample2d(window, below(inputs.flat()))
          expect(relativeError(results.output, y)).toBeLessThan(1e-6)
          const dx = upsample2dGradient(window, y)
          expect(relativeError(results.delta, passedBelow(dx, inputs.flat()))).toBeLessThan(1e-5)
        }),
        FEWER,
      )
      backend.dispose()
    },
    TIMEOUT_MS,
  )

  test(
    'the largest of each window wins, the first of several',
    async () => {
      const backend = await create()
      await fc.assert(
        fc.asyncProperty(pooling, async (example) => {
          const network = networkOf(example)
          const pooled = network.maxPool2d(example.sliding)
          const window = { ...pooled.window, rows: example.count }
          // Few different values, so that many are equal.
          const inputs = inputsOf(example).map((row) => row.map((value) => Math.round(value)))
          const results = await runBothWays(backend, example, network, inputs, pooled.index)

          const x = below(inputs.flat())
          const { y, index } = maxPool2d(window, x)
          expect(relativeError(results.output, y)).toBeLessThan(1e-6)
          expect(Array.from(results.index)).toEqual([...index])
          const dx = maxPool2dGradient(window, index, y)
          expect(relativeError(results.delta, passedBelow(dx, inputs.flat()))).toBeLessThan(1e-5)
        }),
        BOUNDED,
      )
      backend.dispose()
    },
    TIMEOUT_MS,
  )

  test(
    'averages of windows of any shape agree with plain float64',
    async () => {
      const backend = await create()
      await fc.assert(
        fc.asyncProperty(pooling, async (example) => {
          const network = networkOf(example)
          const window = { ...network.averagePool2d(example.sliding), rows: example.count }
          const inputs = inputsOf(example)
          const results = await runBothWays(backend, example, network, inputs)

          const y = averagePool2d(window, below(inputs.flat()))
          expect(relativeError(results.output, y)).toBeLessThan(1e-5)
          const dx = averagePool2dGradient(window, y)
          expect(relativeError(results.delta, passedBelow(dx, inputs.flat()))).toBeLessThan(1e-5)
        }),
        BOUNDED,
      )
      backend.dispose()
    },
    TIMEOUT_MS,
  )
}

const inputsOf = ({ count, shape, seed }: Example) =>
  randomRows(count, widthOf(shape), randomSequence(seed + 2, 'points'))

function networkOf({ chunk, shape }: Example): ImageNetwork {
  const network = new ImageNetwork(chunk, shape, 1)
  network.activation('tanh')
  return network
}

/** Forward, and backward with the op's own output as its delta; the last chunk may be short. */
async function runBothWays(
  backend: Awaited<ReturnType<CreateBackend>>,
  { count, chunk, shape }: Example,
  network: ImageNetwork,
  inputs: readonly (readonly number[])[],
  index = 0,
) {
  const { top } = network
  const { ops, inputDelta } = network.backward(top.a)
  const both = [...network.forward, ...ops]
  const run = await ImageRun.start(backend, {
    inputs,
    targets: Array.from({ length: count }, () => [0]),
    chunk,
    parameters: network.parameters,
    activations: network.size,
    programs: { forward: both, gradient: network.parameters.length > 0 ? both : [] },
  })
  const [output, delta, places] = await run.read([
    { offset: top.a, width: widthOf(top.shape) },
    { offset: inputDelta, width: widthOf(shape) },
    { offset: index, width: widthOf(top.shape) },
  ])
  const gradients = network.parameters.length > 0 ? await run.engine.gradients() : []
  run.engine.dispose()
  return { output, delta, index: places, gradients }
}
