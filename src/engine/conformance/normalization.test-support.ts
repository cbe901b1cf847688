import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import { optimizerNames, optimizers } from '../../model/optimizers'
import type { Op } from '../../plan/plan'
import {
  batchOf,
  type CreateBackend,
  optimizerSettings,
  planOfOps,
  randomRows,
  randomValues,
  relativeError,
  stateOf,
} from './fixtures.test-support'
import { ImageNetwork, ImageRun, widthOf } from './image-network.test-support'
import { batchNorm, batchNormGradients, moments } from './image-reference.test-support'

const EPSILON = 1e-5

const ones = (length: number) => Array<number>(length).fill(1)

export function testNormalization(create: CreateBackend): void {
  test.each([
    [5, 5, { height: 1, width: 1, channels: 7 }],
    [7, 3, { height: 1, width: 1, channels: 1 }],
    [5, 2, { height: 3, width: 5, channels: 3 }],
    [3, 3, { height: 7, width: 1, channels: 4 }],
    [11, 4, { height: 2, width: 3, channels: 9 }],
    [300, 300, { height: 1, width: 1, channels: 5 }],
    [40, 40, { height: 13, width: 11, channels: 2 }],
  ])('batch normalization of %i examples, %i at a time, of %o', async (count, chunk, shape) => {
    const { channels } = shape
    const gamma = randomValues(channels, 1.5, 1)
    const beta = randomValues(channels, 1, 2)
    const network = new ImageNetwork(chunk, shape, 1)
    network.activation('sine')
    network.batchNorm({ gamma, beta, training: 1, momentum: 0, activation: 'tanh' })
    const { top } = network
    const { ops, inputDelta } = network.backward(top.a)
    const both = [...network.forward, ...ops]
    const width = widthOf(shape)
    const inputs = randomRows(count, width, randomSequence(count, 'points'))
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs,
      targets: inputs.map(() => [0]),
      chunk,
      parameters: network.parameters,
      activations: network.size,
      programs: { forward: both, gradient: both },
    })
    const [z, a, delta] = await run.read([
      { offset: top.z, width },
      { offset: top.a, width },
      { offset: inputDelta, width },
    ])
    const expected = { z: [] as number[], delta: [] as number[] }
    const sums = { gamma: new Float64Array(channels), beta: new Float64Array(channels) }
    for (let start = 0; start < count; start += chunk) {
      // The batch's moments are those of its valid rows.
      const values = inputs.slice(start, start + chunk).flat()
      const x = values.map((value) => activations.sine.value(2 * value))
      const normal = batchNorm(x, gamma, beta, moments(x, channels), EPSILON)
      const gradients = batchNormGradients(x, gamma, normal.map(activations.tanh.value), EPSILON)
      expected.z.push(...normal)
      for (const [i, value] of gradients.x.entries()) {
        expected.delta.push(2 * value * activations.sine.derivative(2 * values[i]))
      }
      sums.gamma.forEach((_, c) => {
        sums.gamma[c] += gradients.gamma[c]
        sums.beta[c] += gradients.beta[c]
      })
    }
    expect(relativeError(z, expected.z)).toBeLessThan(1e-5)
    expect(relativeError(a, expected.z.map(activations.tanh.value))).toBeLessThan(1e-5)
    expect(relativeError(delta, expected.delta)).toBeLessThan(2e-5)
    const gradients = (await run.engine.gradients()).subarray(0, 2 * channels)
    expect(relativeError(gradients, [...sums.gamma, ...sums.beta])).toBeLessThan(1e-5)
    backend.dispose()
  })

  test.each([
    [5, 5, { height: 1, width: 1, channels: 7 }],
    [7, 3, { height: 3, width: 5, channels: 3 }],
    [11, 4, { height: 2, width: 3, channels: 9 }],
  ])(
    'a delta passes running statistics as constants: %i examples, %i at a time, of %o',
    async (count, chunk, shape) => {
      const { channels } = shape
      const gamma = Array.from(randomValues(channels, 1.5, 1))
      const beta = Array.from(randomValues(channels, 1, 2))
      const running = {
        mean: Array.from(randomValues(channels, 1, 3)),
        variance: Array.from(randomValues(channels, 1, 4), (value) => Math.fround(value ** 2)),
      }
      const network = new ImageNetwork(chunk, shape, 1)
      network.activation('sine')
      network.batchNorm({ gamma, beta, running, training: 0, activation: 'tanh' })
      const { top } = network
      const { ops, inputDelta } = network.backward(top.a)
      const width = widthOf(shape)
      const inputs = randomRows(count, width, randomSequence(count, 'points'))
      const backend = await create()
      const run = await ImageRun.start(backend, {
        inputs,
        targets: inputs.map(() => [0]),
        chunk,
        parameters: network.parameters,
        activations: network.size,
        programs: { forward: [...network.forward, ...ops] },
      })
      const [delta] = await run.read([{ offset: inputDelta, width }])
      const x = inputs.flat()
      const channelOf = (i: number) => i % channels
      const normal = batchNorm(
        x.map((value) => activations.sine.value(2 * value)),
        gamma,
        beta,
        running,
        EPSILON,
      )
      const expected = x.map((value, i) => {
        const c = channelOf(i)
        const slope = gamma[c] / Math.sqrt(running.variance[c] + EPSILON)
        const passed = activations.tanh.value(normal[i]) * slope
        return 2 * passed * activations.sine.derivative(2 * value)
      })
      expect(relativeError(delta, expected)).toBeLessThan(1e-5)

      // tanh z is the slope of ln cosh z, each of which depends on one input alone.
      const lossOf = (value: number, i: number) => {
        const c = channelOf(i)
        const squashed = activations.sine.value(2 * value) - running.mean[c]
        const z = (gamma[c] * squashed) / Math.sqrt(running.variance[c] + EPSILON) + beta[c]
        return Math.log(Math.cosh(z))
      }
      const step = 1e-6
      const slopes = x.map(
        (value, i) => (lossOf(value + step, i) - lossOf(value - step, i)) / (2 * step),
      )
      expect(relativeError(delta, slopes)).toBeLessThan(1e-5)
      backend.dispose()
    },
  )

  test('a delta through running statistics touches neither gradients nor moments', async () => {
    const [rows, channels] = [2, 3]
    const shape = { height: 2, width: 2, channels }
    const gamma = [0.5, -1, 2]
    const results = []
    const backend = await create()
    for (const also of [false, true]) {
      const network = new ImageNetwork(rows, shape, 1)
      const op = network.batchNorm({ gamma, beta: [1, 0, -1], training: 1, momentum: 0 })
      const { ops } = network.backward(network.top.a)
      const other = network.tensor(widthOf(shape))
      const used: Op = {
        ...op,
        kind: 'batchNormGradient',
        training: 0,
        delta: 0,
        z: op.x,
        a: op.x,
        inputDelta: other,
        activation: 'identity',
      }
      const both = [...network.forward, ...ops, ...(also ? [used] : [])]
      const run = await ImageRun.start(backend, {
        inputs: randomRows(rows, widthOf(shape), randomSequence(4, 'points')),
        targets: [[0], [0]],
        parameters: network.parameters,
        activations: network.size,
        programs: { forward: both, gradient: both },
      })
      const [kept] = await run.read([{ offset: op.moments, width: channels }])
      results.push({ kept, gradients: await run.engine.gradients() })
    }
    expect(results[1]).toEqual(results[0])
    expect(results[0].gradients.some((value) => value !== 0)).toBe(true)
    backend.dispose()
  })

  test('values far from zero are normalized as exactly as they can be', async () => {
    const shape = { height: 4, width: 4, channels: 3 }
    const network = new ImageNetwork(6, shape, 1)
    network.batchNorm({ gamma: ones(3), beta: [0, 0, 0], training: 1 })
    const inputs = randomRows(6, 48, randomSequence(1, 'points')).map((row) =>
      row.map((value) => Math.fround(value + 1000)),
    )
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs,
      targets: inputs.map(() => [0]),
      parameters: network.parameters,
      activations: network.size,
      programs: { forward: network.forward },
    })
    const [z] = await run.read([{ offset: network.top.z, width: 48 }])
    const x = inputs.flat()
    const expected = batchNorm(x, ones(3), [0, 0, 0], moments(x, 3), EPSILON)
    expect(relativeError(z, expected)).toBeLessThan(1e-4)
    backend.dispose()
  })

  test('running statistics follow the rule of PyTorch', async () => {
    const [rows, channels] = [5, 3]
    const shape = { height: 2, width: 3, channels }
    const gamma = [0.5, -1, 2]
    const beta = [1, 0, -1]
    const network = new ImageNetwork(rows, shape, 1)
    const running = { mean: [0.5, -0.5, 0], variance: [1, 2, 3] }
    const momentum = 0.3
    const op = network.batchNorm({ gamma, beta, running, training: 1, momentum })
    const inputs = randomRows(rows, 18, randomSequence(4, 'points'))
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs,
      targets: inputs.map(() => [0]),
      parameters: network.parameters,
      activations: network.size,
      programs: { train: network.forward, forward: [{ ...op, training: 0 }] },
    })
    const expected = { mean: [...running.mean], variance: [...running.variance] }
    for (const [step, valid] of [rows, 2, rows].entries()) {
      run.engine.train([batchOf(run.plan, step, { rows: valid })])
      const batch = moments(inputs.slice(0, valid).flat(), channels)
      for (let c = 0; c < channels; c++) {
        const unbiased = (batch.variance[c] * batch.count) / (batch.count - 1)
        expected.mean[c] += momentum * (batch.mean[c] - expected.mean[c])
        expected.variance[c] += momentum * (unbiased - expected.variance[c])
      }
    }
    const { parameters } = await run.engine.snapshot()
    expect(parameters.subarray(0, 6)).toEqual(Float32Array.from([...gamma, ...beta]))
    expect(relativeError(parameters.subarray(6, 9), expected.mean)).toBeLessThan(1e-5)
    expect(relativeError(parameters.subarray(9), expected.variance)).toBeLessThan(1e-5)

    // Outside of training they stand for the batch's own, and stay.
    const [z] = await run.read([{ offset: network.top.z, width: 18 }])
    const normal = batchNorm(inputs.flat(), gamma, beta, expected, EPSILON)
    expect(relativeError(z, normal)).toBeLessThan(1e-5)
    expect((await run.engine.snapshot()).parameters).toEqual(parameters)
    backend.dispose()
  })

  test.each(optimizerNames)('%s leaves alone what is masked with −1', async (optimizer) => {
    const width = 11
    const mask = Array.from({ length: 2 * width }, (_, i) => [1, -1, 0, -1, -1][i % 5])
    const settings = optimizerSettings(optimizer) as unknown as Record<string, number>
    const names = Object.keys(optimizers[optimizer].settings)
    const setting = (i: number) => (i < names.length ? settings[names[i]] : 0)
    const options = {
      inputs: [[1]],
      targets: [Array.from({ length: width }, (_, i) => i + 1)],
      parameters: 2 * width,
      activations: 1 + width,
      slots: optimizers[optimizer].slots,
      mask,
      optimizer: {
        optimizer,
        l1: 0.1,
        l2: 0.1,
        clipValue: 5,
        clipNorm: 3,
        settings: [setting(0), setting(1), setting(2), setting(3)] as const,
      },
    }
    const sizes = { rows: 1, inputWidth: 1, units: width, x: 0, delta: 1 }
    const { plan, data } = planOfOps({
      ...options,
      programs: {
        train: [
          { kind: 'denseWeightGradient', ...sizes, weight: 0, bias: width },
          { kind: 'gradientNorm', count: 2 * width, clipValue: 5 },
          planOfOps({ ...options, programs: {} }).plan.optimizer,
        ],
      },
    })
    const backend = await create()
    const before = randomValues(2 * width, 1, 3)
    const engine = await backend.load(plan, data, stateOf(plan, before))
    engine.train([0, 1, 2].map((step) => batchOf(plan, step, { learningRate: 0.1 })))
    const { parameters } = await engine.snapshot()
    const stayed = parameters.map((value, i) => Number(value === before[i]))
    expect([...stayed]).toEqual(mask.map((value) => Number(value === -1)))
    backend.dispose()
  })
}
