import { expect, test } from 'vitest'
import goldenNetworks from '../../../golden/networks.json'
import { randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import type { Window } from '../../plan/image-ops'
import type { LossOp, Op } from '../../plan/plan'
import { METRIC } from '../../plan/plan'
import {
  batchOf,
  type CreateBackend,
  NOTHING,
  optimizerSettings,
  planOfOps,
  randomRows,
  randomValues,
  relativeError,
} from './fixtures.test-support'
import { ImageNetwork, ImageRun, widthOf } from './image-network.test-support'
import {
  averagePool2d,
  batchNorm,
  conv2d,
  maxPool2d,
  moments,
} from './image-reference.test-support'

interface Golden {
  readonly x: { readonly shape: number[]; readonly data: number[] }
  readonly y: { readonly data: number[] }
  readonly initialParams: readonly { readonly data: number[] }[]
  readonly firstGradients: readonly { readonly data: number[] }[]
  readonly finalParams: readonly { readonly data: number[] }[]
  readonly lossBeforeStep: number[]
}

/** The loss of a network's last layer, and the whole backward pass behind it. */
function withLoss(
  network: ImageNetwork,
  rows: number,
  loss: 'meanSquaredError' | 'softmaxCrossEntropy',
  targets: number,
): { evaluate: Op[]; gradient: Op[] } {
  const { top, forward } = network
  const outputs = widthOf(top.shape)
  const op: LossOp = {
    kind: 'loss',
    loss,
    rows,
    outputs,
    z: top.z,
    a: top.a,
    targets,
    delta: network.tensor(outputs),
    backward: 1,
    activation: top.activation,
    targetThreshold: 0.5,
    classification: loss === 'softmaxCrossEntropy' ? 1 : 0,
  }
  const { ops } = network.backward(op.delta)
  return { evaluate: [...forward, { ...op, backward: 0 }], gradient: [...forward, op, ...ops] }
}

export function testImageNetworks(create: CreateBackend): void {
  test('the convolutional network trains as in PyTorch', async () => {
    const golden = goldenNetworks.cases.find(
      ({ network }) => network === 'cnn',
    ) as unknown as Golden
    const [rows, height, width, channels] = golden.x.shape
    const inputWidth = height * width * channels
    const [filter1, bias1, filter2, bias2, weight, bias] = golden.initialParams.map(
      ({ data }) => data,
    )
    const network = new ImageNetwork(rows, { height, width, channels }, 4)
    const sliding = { kernel: [3, 3], padding: [1, 1] } as const
    network.conv2d({ ...sliding, filter: filter1, bias: bias1, activation: 'relu' })
    network.maxPool2d({ kernel: [2, 2], stride: 2 })
    network.conv2d({ ...sliding, filter: filter2, bias: bias2, activation: 'tanh' })
    network.dense({ weight, bias })
    const { evaluate, gradient } = withLoss(network, rows, 'softmaxCrossEntropy', rows * inputWidth)
    const adam = optimizerSettings('adam', { learningRate: 0.01 }) as unknown as {
      beta1: number
      beta2: number
      epsilon: number
    }
    const { beta1, beta2, epsilon } = adam
    const options = {
      inputs: Array.from({ length: rows }, (_, r) =>
        golden.x.data.slice(r * inputWidth, (r + 1) * inputWidth),
      ),
      targets: golden.y.data.map((label) => [0, 1, 2, 3].map((c) => Number(c === label))),
      activations: network.size,
      slots: 2,
      optimizer: { optimizer: 'adam', settings: [beta1, beta2, epsilon, 0] } as const,
    }
    const { optimizer } = planOfOps({
      ...options,
      parameters: network.parameters.length,
      programs: {},
    }).plan
    const backend = await create()
    const run = await ImageRun.start(backend, {
      ...options,
      parameters: network.parameters,
      programs: { train: [...gradient, optimizer], gradient, evaluate, forward: network.forward },
    })
    const flat = (tensors: readonly { data: number[] }[]) => tensors.flatMap(({ data }) => data)
    const first = await run.engine.gradients()
    expect(relativeError(first, flat(golden.firstGradients))).toBeLessThan(1e-5)

    const losses: number[] = []
    for (const step of golden.lossBeforeStep.keys()) {
      run.engine.train([
        batchOf(run.plan, step, {
          learningRate: 0.01,
          correction1: 1 / (1 - beta1 ** (step + 1)),
          correction2: 1 / (1 - beta2 ** (step + 1)),
        }),
      ])
      const metrics = { from: step, to: step + 1 }
      losses.push((await run.engine.observe({ ...NOTHING, metrics })).metrics[METRIC.loss])
    }
    losses.forEach((loss, step) => {
      expect(relativeError([loss], [golden.lossBeforeStep[step]])).toBeLessThan(1e-3)
    })
    const { parameters } = await run.engine.snapshot()
    expect(relativeError(parameters, flat(golden.finalParams))).toBeLessThan(1e-3)
    backend.dispose()
  })

  test.each([1, 2, 7])(
    'a network of all image layers passes finite differences, %i rows at a time',
    async (chunk) => {
      const [count, outputs] = [7, 2]
      const shape = { height: 7, width: 6, channels: 2 }
      const network = new ImageNetwork(chunk, shape, outputs)
      const windows: Record<string, Window> = {}
      windows['conv1'] = network.conv2d({
        kernel: [3, 2],
        padding: [1, 0],
        filter: randomValues(36, 0.6, 1),
        bias: randomValues(3, 0.5, 2),
        activation: 'softplus',
      })
      windows['max'] = network.maxPool2d({ kernel: [3, 2], stride: 2, padding: [1, 0] }).window
      windows['conv2'] = network.conv2d({
        kernel: [2, 2],
        dilation: 2,
        padding: [1, 1],
        filter: randomValues(60, 0.5, 3),
        bias: randomValues(5, 0.5, 4),
        activation: 'tanh',
      })
      windows['average'] = network.averagePool2d({ kernel: [2, 1], stride: 1, padding: [1, 0] })
      const width = widthOf(network.top.shape)
      network.dense({
        weight: randomValues(width * outputs, 0.5, 5),
        bias: randomValues(outputs, 0.5, 6),
      })
      const inputs = randomRows(count, widthOf(shape), randomSequence(1, 'points'))
      const targets = randomRows(count, outputs, randomSequence(2, 'points'))
      const { gradient, evaluate } = withLoss(
        network,
        chunk,
        'meanSquaredError',
        chunk * widthOf(shape),
      )
      const backend = await create()
      const run = await ImageRun.start(backend, {
        inputs,
        targets,
        chunk,
        parameters: network.parameters,
        activations: network.size,
        programs: { gradient, evaluate, forward: network.forward },
      })

      const meanLoss = (parameters: ArrayLike<number>) => {
        let offset = 0
        const take = (length: number) => {
          offset += length
          return Array.from(parameters).slice(offset - length, offset)
        }
        const at = (name: string): Window => ({ ...windows[name], rows: count })
        const z1 = conv2d(at('conv1'), inputs.flat(), take(36), take(3))
        const pooled = maxPool2d(at('max'), z1.map(activations.softplus.value)).y
        const z2 = conv2d(at('conv2'), pooled, take(60), take(5))
        const averages = averagePool2d(at('average'), z2.map(activations.tanh.value))
        return meanSquares(averages, take(width * outputs), take(outputs), targets)
      }
      const expected = differences(meanLoss, Float32Array.from(network.parameters))
      expect(relativeError(await run.engine.gradients(), expected)).toBeLessThan(1e-5)
      const { evaluation } = await run.engine.observe({ ...NOTHING, evaluate: true })
      const loss = meanLoss(Float32Array.from(network.parameters))
      expect(relativeError([evaluation?.train.loss ?? Number.NaN], [loss])).toBeLessThan(1e-5)
      backend.dispose()
    },
  )

  test('a convolution with batch normalization passes finite differences', async () => {
    const [count, outputs, channels] = [6, 2, 3]
    const shape = { height: 4, width: 5, channels: 1 }
    const network = new ImageNetwork(count, shape, outputs)
    const window = network.conv2d({
      kernel: [3, 3],
      padding: [1, 1],
      filter: randomValues(27, 0.6, 1),
      bias: randomValues(3, 0.5, 2),
    })
    const norm = network.batchNorm({
      gamma: [1.2, 0.7, -0.9],
      beta: [0.1, -0.2, 0.3],
      training: 1,
      momentum: 0,
      activation: 'silu',
    })
    const width = widthOf(network.top.shape)
    network.dense({
      weight: randomValues(width * outputs, 0.5, 5),
      bias: randomValues(outputs, 0.5, 6),
    })
    const inputs = randomRows(count, widthOf(shape), randomSequence(1, 'points'))
    const targets = randomRows(count, outputs, randomSequence(2, 'points'))
    const { gradient } = withLoss(network, count, 'meanSquaredError', count * widthOf(shape))
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs,
      targets,
      parameters: network.parameters,
      activations: network.size,
      programs: { gradient },
    })
    const meanLoss = (values: ArrayLike<number>) => {
      const parameters = Array.from(values)
      const part = (offset: number, length: number) => parameters.slice(offset, offset + length)
      const z = conv2d(window, inputs.flat(), part(0, 27), part(27, 3))
      const [gamma, beta] = [part(norm.gamma, channels), part(norm.beta, channels)]
      const normal = batchNorm(z, gamma, beta, moments(z, channels), 1e-5)
      const weight = norm.runningVariance + channels
      return meanSquares(
        normal.map(activations.silu.value),
        part(weight, width * outputs),
        part(weight + width * outputs, outputs),
        targets,
      )
    }
    const trained = (values: ArrayLike<number>) =>
      Array.from(values).filter((_, i) => i < norm.runningMean || i >= norm.runningVariance + 3)
    const expected = differences(meanLoss, Float32Array.from(network.parameters))
    // A bias before a normalization has no influence: its gradient is 0 but for rounding.
    expect(relativeError(trained(await run.engine.gradients()), trained(expected))).toBeLessThan(
      2e-5,
    )
    backend.dispose()
  })

  test('nothing is left of a network with running statistics that was all NaN', async () => {
    const rows = 5
    const network = new ImageNetwork(rows, { height: 4, width: 3, channels: 2 }, 2)
    const filter = randomValues(2 * 2 * 2 * 3, 0.6, 1)
    network.conv2d({ kernel: [2, 2], filter, bias: [0.1, 0, -0.1] })
    network.batchNorm({ gamma: [1, 2, 3], beta: [0, 0, 1], training: 1, activation: 'relu' })
    network.maxPool2d({ kernel: [2, 1] })
    const width = widthOf(network.top.shape)
    network.dense({ weight: randomValues(width * 2, 0.5, 2), bias: [0, 0] })
    const { gradient } = withLoss(network, rows, 'meanSquaredError', rows * 24)
    const count = network.parameters.length
    // Running statistics stand between what is trained.
    const mask = Array.from({ length: count }, (_, i) => (i >= 33 && i < 39 ? -1 : 1))
    const options = {
      inputs: randomRows(rows, 24, randomSequence(1, 'points')),
      targets: randomRows(rows, 2, randomSequence(2, 'points')),
      activations: network.size,
      mask,
      optimizer: { clipNorm: 0.5, l2: 0.01 },
    }
    const { optimizer } = planOfOps({ ...options, parameters: count, programs: {} }).plan
    const backend = await create()
    const norm: Op = { kind: 'gradientNorm', count, clipValue: 0 }
    const runs = await Promise.all(
      ['poisoned', 'fresh'].map(() =>
        ImageRun.start(backend, {
          ...options,
          parameters: network.parameters,
          programs: { train: [...gradient, norm, optimizer] },
        }),
      ),
    )
    const steps = [0, 1, 2].map((step) => batchOf(runs[0].plan, step, { learningRate: 0.1 }))
    const good = await runs[0].engine.snapshot()
    runs[0].engine.restore({ ...good, parameters: good.parameters.map(() => Number.NaN) })
    runs[0].engine.train(steps)
    runs[0].engine.restore(good)
    for (const { engine } of runs) engine.train(steps)
    const [after, expected] = await Promise.all(runs.map(({ engine }) => engine.snapshot()))
    expect(after).toEqual(expected)
    expect(expected.parameters.every(Number.isFinite)).toBe(true)
    expect(expected.parameters).not.toEqual(good.parameters)
    backend.dispose()
  })

  test('two branches meet: their deltas add up, and pass through one activation', async () => {
    const [count, chunk, width] = [5, 3, 13]
    const network = new ImageNetwork(chunk, { height: 1, width: 1, channels: width }, 1)
    network.activation('sigmoid')
    const { z, a, activation } = network.top
    const [sum, squashed, one, two] = Array.from({ length: 4 }, () => network.tensor(width))
    const sizes = { rows: chunk, width }
    const shared = { ...sizes, delta: 0, second: a, z, a, activation }
    const inputs = randomRows(count, width, randomSequence(3, 'points'))
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs,
      targets: inputs.map(() => [0]),
      chunk,
      parameters: [0],
      activations: network.size,
      programs: {
        forward: [
          ...network.forward,
          { kind: 'add', ...sizes, x: 0, y: a, z: sum, a: squashed, activation: 'gaussian' },
          { kind: 'delta', ...shared, two: 0, inputDelta: one },
          { kind: 'delta', ...shared, two: 1, inputDelta: two },
        ],
      },
    })
    const results = await run.read([sum, squashed, one, two].map((offset) => ({ offset, width })))
    const x = inputs.flat()
    const { sigmoid, gaussian } = activations
    const y = x.map((value) => sigmoid.value(2 * value))
    const sums = x.map((value, i) => value + y[i])
    const slope = x.map((value) => sigmoid.derivative(2 * value))
    const expected = [
      sums,
      sums.map(gaussian.value),
      slope.map((value, i) => value * x[i]),
      slope.map((value, i) => value * sums[i]),
    ]
    results.forEach((values, i) => {
      expect(relativeError(values, expected[i])).toBeLessThan(1e-5)
    })
    backend.dispose()
  })
}

/** Mean over rows and outputs of (x·W + b − target)². */
function meanSquares(
  x: ArrayLike<number>,
  weight: readonly number[],
  bias: readonly number[],
  targets: readonly (readonly number[])[],
): number {
  const width = x.length / targets.length
  const squares = targets.flatMap((row, r) =>
    row.map((target, j) => {
      let output = bias[j]
      for (let i = 0; i < width; i++) output += x[r * width + i] * weight[i * bias.length + j]
      return (output - target) ** 2
    }),
  )
  return squares.reduce((sum, square) => sum + square, 0) / squares.length
}

/** Central differences in each parameter. */
function differences(
  loss: (parameters: Float64Array) => number,
  parameters: ArrayLike<number>,
): number[] {
  const shifted = Float64Array.from(parameters)
  return Array.from(parameters, (value, i) => {
    const step = 1e-6
    shifted[i] = value + step
    const above = loss(shifted)
    shifted[i] = value - step
    const below = loss(shifted)
    shifted[i] = value
    return (above - below) / (2 * step)
  })
}
