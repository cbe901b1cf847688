import { afterAll, describe, expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import { randomRows, randomValues, relativeError } from '../conformance/fixtures.test-support'
import {
  ImageNetwork,
  ImageRun,
  type Shape,
  type Sliding,
  widthOf,
} from '../conformance/image-network.test-support'
import { conv2d, conv2dGradients } from '../conformance/image-reference.test-support'
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

function networkOf({ chunk, shape, channels, sliding }: Example) {
  const network = new ImageNetwork(chunk, shape, 1)
  network.activation('tanh')
  const taps = sliding.kernel[0] * sliding.kernel[1] * shape.channels
  const filter = randomValues(taps * channels, 0.5, 1)
  const bias = randomValues(channels, 0.5, 2)
  const window = network.conv2d({ ...sliding, filter, bias, activation: 'sine' })
  return { network, window, filter, bias }
}

describe.skipIf(withoutWebGpu)('large convolutions', () => {
  const shared = new SharedDevice()
  afterAll(() => shared.dispose())

  test.each(examples)(
    '$count images of $shape to $channels channels agree with plain float64 and repeat',
    async (example) => {
      const { count, chunk, shape } = example
      const { network, window, filter, bias } = networkOf(example)
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
      const at = { ...window, rows: count }
      const z = conv2d(at, x, filter, bias)
      const a = z.map(sine.value)
      const expected = conv2dGradients(at, x, filter, a)
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
      const { network } = networkOf(example)
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
