import { expect, test } from 'vitest'
import { pcg, randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import { optimizerNames, optimizers } from '../../model/optimizers'
import { type Batch, METRIC, type Op, type Plan } from '../../plan/plan'
import {
  type CreateBackend,
  optimizerSettings,
  planOfOps,
  randomRows,
  randomValues,
  relativeError,
  stateOf,
  unitRows,
} from './fixtures.test-support'
import { ImageNetwork, ImageRun, widthOf } from './image-network.test-support'
import { batchNorm, batchNormGradients, moments } from './image-reference.test-support'

const EPSILON = 1e-5

/** Batch `step` of a plan made by hand: all of the training set in one piece. */
export function batchOf(plan: Plan, step: number, values: Partial<Batch> = {}): Batch {
  const { train } = plan.sets
  return {
    step,
    start: 0,
    rows: train.count,
    count: train.count,
    order: 0,
    key: 0,
    inputs: train.inputs,
    targets: train.targets,
    scale: 1 / train.count,
    slot: METRIC.width * (step % plan.ringSize),
    accumulate: 0,
    learningRate: 1,
    correction1: 1,
    correction2: 1,
    noise: 0,
    ...values,
  }
}

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

/** The random number of an element, by the formula of `DropoutOp`. */
const uniformOf = (i: number, salt: number, noise: number) =>
  (pcg((i + pcg(salt + noise)) >>> 0) >>> 8) / 2 ** 24

/** 1 where element i is kept, else 0. */
const isKept = (i: number, salt: number, noise: number, rate: number): number =>
  uniformOf(i, salt, noise) < Math.fround(rate) ? 0 : 1

export function testDropout(create: CreateBackend): void {
  const [rows, width] = [7, 91]
  const cells = rows * width

  /**
   * What a training program leaves in one tensor: over rows of a unit matrix, a weight gradient is
   * its delta, and one step of gradient descent shows it.
   */
  async function trained(rate: number, salt: number, batches: readonly Partial<Batch>[]) {
    const x = randomRows(rows, width, randomSequence(9, 'points'))
    const at = rows * rows
    const [z, a, kept, gradient] = [1, 2, 3, 4].map((i) => at + i * cells)
    const dropout = { rows, width, salt, rate }
    const below = { z, a, activation: 'tanh' as const }
    const unit = { rows, inputWidth: rows, units: width, x: 0 }
    const shown = (delta: number, weight: number): Op => {
      return { kind: 'denseWeightGradient', ...unit, delta, weight, bias: weight + cells }
    }
    const options = {
      inputs: unitRows(rows),
      targets: x,
      parameters: 2 * (cells + width),
      activations: at + 5 * cells,
    }
    const { optimizer } = planOfOps({ ...options, programs: {} }).plan
    const { plan, data } = planOfOps({
      ...options,
      programs: {
        train: [
          { kind: 'add', rows, width, x: at, y: at, ...below },
          { kind: 'dropout', ...dropout, x: a, a: kept },
          { kind: 'dropoutGradient', ...dropout, delta: at, ...below, inputDelta: gradient },
          shown(kept, 0),
          shown(gradient, cells + width),
          optimizer,
        ],
      },
    })
    const backend = await create()
    const zeros = new Float32Array(plan.sizes.parameters)
    const engine = await backend.load(plan, data, stateOf(plan, zeros))
    const results = []
    for (const [step, values] of batches.entries()) {
      engine.restore(stateOf(plan, zeros))
      engine.train([batchOf(plan, step, values)])
      const { parameters } = await engine.snapshot()
      const negated = Array.from(parameters, (value) => 0 - value)
      results.push({
        values: negated.slice(0, cells),
        gradient: negated.slice(cells + width, 2 * cells + width),
      })
    }
    backend.dispose()
    return { x: x.flat(), results }
  }

  test('dropout is the formula of image-ops.ts, forward and backward', async () => {
    const noises = [1, 2, 0xfffffff0]
    for (const [rate, salt] of [
      [0.5, 1],
      [0.1, 77],
      [0, 3],
      [0.9, 0xffffffff],
      // An element whose number is the rate itself is kept.
      [uniformOf(5, 4, 1), 4],
    ]) {
      const { x, results } = await trained(
        rate,
        salt,
        noises.map((noise) => ({ noise })),
      )
      results.forEach(({ values, gradient }, step) => {
        const mask = x.map((_, i) => isKept(i, salt, noises[step], rate))
        const factors = mask.map((value) => value / (1 - rate))
        const kept = x.map((value, i) => activations.tanh.value(2 * value) * factors[i])
        const passed = x.map((value, i) => {
          return value * activations.tanh.derivative(2 * value) * factors[i]
        })
        expect(values.map((value) => Number(value !== 0))).toEqual(mask)
        expect(gradient.map((value) => Number(value !== 0))).toEqual(mask)
        expect(relativeError(values, kept)).toBeLessThan(1e-6)
        expect(relativeError(gradient, passed)).toBeLessThan(1e-5)
        const share = mask.reduce((sum, value) => sum + value, 0) / cells
        expect(Math.abs(share - (1 - rate))).toBeLessThan(0.06)
      })
      // Another step draws another mask, which without a rate keeps everything all the same.
      const same = results[0].values.every((value, i) => value === results[1].values[i])
      expect(same).toBe(rate === 0)
    }
  })

  test('dropout of the same step is the same, and rows beyond the valid ones take no part', async () => {
    const { results } = await trained(0.4, 5, [{ noise: 8 }, { noise: 8 }, { noise: 8, rows: 3 }])
    expect(results[0]).toEqual(results[1])
    const valid = results[0].values.map((value, i) => (i < 3 * width ? value : 0))
    expect(results[2].values).toEqual(valid)
  })
}
