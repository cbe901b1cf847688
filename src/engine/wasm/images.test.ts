import { beforeAll, describe, expect, test } from 'vitest'
import { buildKernels } from '../../../scripts/kernels.mjs'
import { randomValues } from '../conformance/fixtures.test-support'
import { ImageNetwork, ImageRun, widthOf } from '../conformance/image-network.test-support'

const shape = { height: 5, width: 5, channels: 3 }
const width = widthOf(shape)
const kernel = [3, 3] as const

let backend: Awaited<ReturnType<typeof createBackend>>
beforeAll(async () => {
  backend = await createBackend()
})

async function createBackend() {
  await buildKernels()
  const { createWasmBackend } = await import('./backend')
  return createWasmBackend()
}

const layers = {
  conv2d: (network: ImageNetwork) =>
    network.conv2d({
      kernel,
      padding: [1, 1],
      filter: randomValues(27 * 5, 1, 1),
      bias: randomValues(5, 1, 2),
    }),
  'conv2d of one channel': (network: ImageNetwork) =>
    network.conv2d({ kernel, filter: randomValues(27, 1, 1), bias: [0.5] }),
  convTranspose2d: (network: ImageNetwork) =>
    network.convTranspose2d({
      kernel,
      stride: 2,
      padding: [1, 1],
      dilation: 1,
      output: [10, 10],
      filter: randomValues(27 * 5, 1, 1),
      bias: randomValues(5, 1, 2),
    }),
  upsample2d: (network: ImageNetwork) => network.upsample2d(3),
  maxPool2d: (network: ImageNetwork) => network.maxPool2d({ kernel, padding: [1, 1], stride: 2 }),
  averagePool2d: (network: ImageNetwork) => network.averagePool2d({ kernel, stride: 2 }),
  batchNorm: (network: ImageNetwork) =>
    network.batchNorm({ gamma: [1, 2, 3], beta: [0, 1, 2], training: 0, activation: 'tanh' }),
} satisfies Record<string, (network: ImageNetwork) => unknown>

const names = Object.keys(layers) as (keyof typeof layers)[]

/** Outputs of a layer and the delta of its inputs, `chunk` images at a time. */
async function results(name: keyof typeof layers, images: readonly number[][], chunk: number) {
  const network = new ImageNetwork(chunk, shape, 1)
  layers[name](network)
  const { top, forward } = network
  const { ops, inputDelta } = network.backward(top.a)
  const run = await ImageRun.start(backend, {
    inputs: images,
    targets: images.map(() => [0]),
    chunk,
    parameters: network.parameters,
    activations: network.size,
    programs: { forward: [...forward, ...ops] },
  })
  const [outputs, deltas] = await run.read([
    { offset: top.a, width: widthOf(top.shape) },
    { offset: inputDelta, width },
  ])
  return { outputs, deltas }
}

const images = Array.from({ length: 7 }, (_, i) => [...randomValues(width, 1, i + 1)])

describe('images', () => {
  test.each(names)('%s gives the same bits whatever images stand around', async (name) => {
    const alone = await results(name, images, 1)
    expect(await results(name, images, 7)).toEqual(alone)
    expect(await results(name, images, 4)).toEqual(alone)
  })

  test.each(names)('%s of NaN is NaN, and no other image is', async (name) => {
    const clean = await results(name, images, 7)
    const broken = images.map((image, i) => (i === 3 ? image.with(37, Number.NaN) : image))
    const { outputs, deltas } = await results(name, broken, 7)
    const part = (values: Float32Array, from: number, to: number) =>
      values.subarray((from * values.length) / 7, (to * values.length) / 7)
    expect(part(outputs, 3, 4).some(Number.isNaN)).toBe(true)
    expect(part(deltas, 3, 4).some(Number.isNaN)).toBe(true)
    for (const [from, to] of [
      [0, 3],
      [4, 7],
    ]) {
      expect(part(outputs, from, to)).toEqual(part(clean.outputs, from, to))
      expect(part(deltas, from, to)).toEqual(part(clean.deltas, from, to))
    }
  })

  test('the first NaN wins a window', async () => {
    const network = new ImageNetwork(1, { height: 1, width: 4, channels: 1 }, 1)
    const { index } = network.maxPool2d({ kernel: [1, 4] })
    const run = async (image: number[]) => {
      const started = await ImageRun.start(backend, {
        inputs: [image],
        targets: [[0]],
        parameters: [],
        activations: network.size,
        programs: { forward: network.forward },
      })
      const [value, place] = await started.read([
        { offset: network.top.a, width: 1 },
        { offset: index, width: 1 },
      ])
      return [value[0], place[0]]
    }
    const { NaN: nan, NEGATIVE_INFINITY: least, POSITIVE_INFINITY: most } = Number
    expect(await run([1, nan, most, nan])).toEqual([nan, 1])
    expect(await run([nan, 5, 5, 5])).toEqual([nan, 0])
    expect(await run([least, least, least, least])).toEqual([least, 0])
    expect(await run([0, -0, 2, 2])).toEqual([2, 2])
  })
})
