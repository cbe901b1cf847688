import { afterAll, describe, expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import type { Window } from '../../plan/image-ops'
import { randomRows, randomValues, relativeError } from '../conformance/fixtures.test-support'
import {
  ImageNetwork,
  ImageRun,
  type Shape,
  type Sliding,
  widthOf,
} from '../conformance/image-network.test-support'
import {
  conv2d,
  conv2dGradients,
  convTranspose2d,
  convTranspose2dGradients,
} from '../conformance/image-reference.test-support'
import { kernelsOf } from './kernels'
import { SharedDevice, withoutWebGpu } from './test-backend.test-support'

interface Example {
  readonly count: number
  /** Rows at a time. */
  readonly chunk: number
  readonly shape: Shape
  readonly channels: number
  readonly sliding: Sliding
}

/** Of a transposed convolution. */
interface TransposedExample extends Example {
  readonly sliding: Required<Sliding>
}

/** Large enough for tiles of every width, and for filter gradients in parts. */
const examples: Example[] = [
  {
    count: 7,
    chunk: 5,
    channels: 7,
    shape: { height: 13, width: 11, channels: 5 },
    sliding: { kernel: [5, 3], padding: [2, 1] },
  },
  {
    count: 5,
    chunk: 5,
    channels: 13,
    shape: { height: 17, width: 9, channels: 3 },
    sliding: { kernel: [3, 3], stride: 2, padding: [1, 1] },
  },
  {
    count: 9,
    chunk: 8,
    channels: 35,
    shape: { height: 8, width: 8, channels: 18 },
    sliding: { kernel: [3, 2], dilation: 2, padding: [2, 1], output: [8, 8] },
  },
  {
    count: 12,
    chunk: 12,
    channels: 17,
    shape: { height: 9, width: 7, channels: 33 },
    sliding: { kernel: [1, 1] },
  },
  {
    count: 4,
    chunk: 3,
    channels: 20,
    shape: { height: 12, width: 12, channels: 1 },
    sliding: { kernel: [1, 2], stride: 3, padding: [0, 1], output: [4, 4] },
  },
]

const transposedExamples: TransposedExample[] = [
  {
    count: 9,
    chunk: 8,
    channels: 5,
    shape: { height: 7, width: 6, channels: 11 },
    sliding: { kernel: [4, 3], stride: 2, padding: [1, 1], dilation: 1, output: [14, 12] },
  },
  {
    count: 5,
    chunk: 5,
    channels: 19,
    shape: { height: 8, width: 9, channels: 6 },
    sliding: { kernel: [3, 3], stride: 1, padding: [0, 2], dilation: 2, output: [12, 9] },
  },
]

type Places = { readonly filter: Float32Array; readonly bias: Float32Array }

/** A layer over σ(2x), and what it does in float64. */
function networkOf(example: Example, add: (network: ImageNetwork, places: Places) => Window) {
  const { chunk, shape, channels, sliding, count } = example
  const network = new ImageNetwork(chunk, shape, 1)
  network.activation('tanh')
  const taps = sliding.kernel[0] * sliding.kernel[1] * shape.channels
  const filter = randomValues(taps * channels, 0.5, 1)
  const bias = randomValues(channels, 0.5, 2)
  const window = { ...add(network, { filter, bias }), rows: count }
  return { network, window, filter, bias }
}

function convolutionOf(example: Example) {
  const { network, window, filter, bias } = networkOf(example, (into, places) =>
    into.conv2d({ ...example.sliding, ...places, activation: 'sine' }),
  )
  return {
    network,
    forward: (x: ArrayLike<number>) => conv2d(window, x, filter, bias),
    gradients: (x: ArrayLike<number>, delta: ArrayLike<number>) =>
      conv2dGradients(window, x, filter, delta),
  }
}

function transposedOf(example: TransposedExample) {
  const { network, window, filter, bias } = networkOf(example, (into, places) =>
    into.convTranspose2d({ ...example.sliding, ...places, activation: 'sine' }),
  )
  return {
    network,
    forward: (x: ArrayLike<number>) => convTranspose2d(window, x, filter, bias),
    gradients: (x: ArrayLike<number>, delta: ArrayLike<number>) =>
      convTranspose2dGradients(window, x, filter, delta),
  }
}

describe.skipIf(withoutWebGpu)('large convolutions', () => {
  const shared = new SharedDevice()
  afterAll(() => shared.dispose())

  const cases = [
    ...examples.map((example) => ({ ...example, kind: '', layer: convolutionOf(example) })),
    ...transposedExamples.map((example) => {
      return { ...example, kind: ' transposed', layer: transposedOf(example) }
    }),
  ]

  test.each(cases)(
    '$count images of $shape to $channels channels$kind agree with plain float64 and repeat',
    async ({ count, chunk, shape, layer }) => {
      const { network } = layer
      const { ops, inputDelta } = network.backward(network.top.a)
      const inputs = randomRows(count, widthOf(shape), randomSequence(3, 'points'))
      const both = [...network.forward, ...ops]
      const run = await ImageRun.start(await shared.create(), {
        inputs,
        targets: inputs.map(() => [0]),
        chunk,
        parameters: network.parameters,
        activations: network.size,
        programs: { forward: both, gradient: both },
      })
      const places = [
        { offset: network.top.z, width: widthOf(network.top.shape) },
        { offset: network.top.a, width: widthOf(network.top.shape) },
        { offset: inputDelta, width: widthOf(shape) },
      ]
      const results = await run.read(places)
      const gradients = await run.engine.gradients()

      const { tanh, sine } = activations
      const flat = inputs.flat()
      const x = flat.map((value) => tanh.value(2 * value))
      const z = layer.forward(x)
      const a = z.map(sine.value)
      const expected = layer.gradients(x, a)
      const dx = expected.x.map((value, i) => 2 * value * tanh.derivative(2 * flat[i]))
      for (const [i, values] of [z, a, dx].entries()) {
        expect(relativeError(results[i], values)).toBeLessThan(1e-5)
      }
      const all = [...expected.filter, ...expected.bias]
      expect(relativeError(gradients, all)).toBeLessThan(1e-5)

      expect(await run.engine.gradients()).toEqual(gradients)
      expect(await run.read(places)).toEqual(results)
      run.engine.dispose()
    },
  )
})

test('the examples reach tiles of every width, and sums of parts', () => {
  const passes = examples
    .flatMap((example) => {
      const { network } = convolutionOf(example)
      return [...network.forward, ...network.backward(0).ops]
    })
    .flatMap(kernelsOf)
  const widths = passes.map(({ constants }) => constants['column_lanes'])
  expect(new Set(widths)).toEqual(new Set([undefined, 2, 4, 8]))
  expect(passes.some(({ constants }) => constants['parts'] > 1)).toBe(true)
  expect(passes.some(({ constants }) => constants['spread'] > 1 && constants['row_lanes'])).toBe(
    true,
  )
})

test('transposed ones reach tiles in each direction', () => {
  const passes = transposedExamples.flatMap((example) => {
    const { network } = transposedOf(example)
    const ops = [...network.forward, ...network.backward(0).ops]
    return ops.flatMap((op) => kernelsOf(op).map((kernel) => [op.kind, kernel] as const))
  })
  const tiles = passes.filter(([, { constants }]) => constants['row_lanes'])
  const spread = tiles.filter(([, { constants }]) => constants['spread'] > 1)
  expect(new Set(tiles.map(([kind]) => kind)).size).toBe(3)
  expect(new Set(spread.map(([kind]) => kind)).size).toBe(2)
})
