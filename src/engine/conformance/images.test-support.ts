import { expect, test } from 'vitest'
import goldenLayers from '../../../golden/layers.json'
import { type CreateBackend, relativeError } from './fixtures.test-support'
import { ImageNetwork, ImageRun, type Shape } from './image-network.test-support'

interface Values {
  readonly shape: number[]
  readonly data: number[]
}

interface Case {
  readonly op: string
  readonly attrs: {
    readonly kernel?: [number, number]
    readonly size?: number
    readonly stride?: number
    readonly padding?: number
    readonly dilation?: number
    readonly scale?: number
    readonly outputPadding?: number
  }
  readonly x: Values
  readonly y: Values
  readonly dy: Values
  readonly dx: Values
  readonly params: Readonly<Record<string, Values>>
  readonly dparams: Readonly<Record<string, Values>>
}

/** Adds the op of a golden case to a network. */
const builders: Readonly<Record<string, (network: ImageNetwork, golden: Case) => void>> = {
  conv2d(network, { attrs, params }) {
    const { kernel = [1, 1], stride = 1, padding = 0, dilation = 1 } = attrs
    const { weight, bias } = params
    const sliding = { kernel, stride, padding: [padding, padding] as const, dilation }
    network.conv2d({ ...sliding, filter: weight.data, bias: bias.data })
  },
  convTranspose2d(network, { attrs, x, y, params }) {
    const { kernel = [1, 1], stride = 1, padding = 0, outputPadding = 0 } = attrs
    const { weight, bias } = params
    const [, height, width] = y.shape
    expect(height).toBe((x.shape[1] - 1) * stride - 2 * padding + kernel[0] + outputPadding)
    network.convTranspose2d({
      kernel,
      stride,
      padding: [padding, padding],
      dilation: 1,
      output: [height, width],
      filter: weight.data,
      bias: bias.data,
    })
  },
  upsample2d: (network, { attrs: { scale = 1 } }) => network.upsample2d(scale),
  maxPool2d: (network, golden) => network.maxPool2d(slidingOf(golden)),
  averagePool2d: (network, golden) => network.averagePool2d(slidingOf(golden)),
  globalAveragePool2d(network, { x }) {
    const [, height, width] = x.shape
    network.averagePool2d({ kernel: [height, width] })
  },
  batchNorm(network, { params }) {
    const { gamma, beta } = params
    network.batchNorm({ gamma: gamma.data, beta: beta.data, training: 1 })
  },
}

function slidingOf({ attrs: { size = 1, stride = 1, padding = 0 } }: Case) {
  return { kernel: [size, size] as const, stride, padding: [padding, padding] as const }
}

const cases = (goldenLayers.cases as unknown as Case[])
  .filter(({ op }) => op in builders)
  .map((golden) => [nameOf(golden), golden] as const)

function nameOf({ op, attrs, x }: Case): string {
  const { kernel, size, stride, padding, dilation, scale } = attrs
  const settings = Object.entries({ kernel, size, stride, padding, dilation, scale })
  const given = settings.filter(([, value]) => value !== undefined)
  const texts = given.map(([name, value]) => `${name} ${String(value)}`)
  return `${op} of ${x.shape.join('×')} ${texts.join(', ')}`.trim()
}

export function testImages(create: CreateBackend): void {
  test.each(cases)('%s agrees with PyTorch', async (_name, golden) => {
    const { x, y, dy, dx, params, dparams } = golden
    const [rows] = x.shape
    const network = new ImageNetwork(rows, shapeOf(x), dy.data.length / rows + 1)
    builders[golden.op](network, golden)
    const { ops, inputDelta } = network.backward(x.data.length)
    const both = [...network.forward, ...ops]

    // Gathered as rows, read as two tensors: x and, after it, dy.
    const together = [...x.data, ...dy.data]
    const width = together.length / rows
    const backend = await create()
    const run = await ImageRun.start(backend, {
      inputs: Array.from({ length: rows }, (_, r) => together.slice(r * width, (r + 1) * width)),
      targets: Array.from({ length: rows }, () => [0]),
      parameters: network.parameters,
      activations: network.size,
      programs: { forward: both, gradient: both },
    })
    const [output, delta] = await run.read([
      { offset: network.top.a, width: y.data.length / rows },
      { offset: inputDelta, width: x.data.length / rows },
    ])
    expect(relativeError(output, y.data)).toBeLessThan(1e-5)
    expect(relativeError(delta, dx.data)).toBeLessThan(1e-5)
    const gradients = await run.engine.gradients()
    let offset = 0
    for (const [name, { data }] of Object.entries(params)) {
      const part = gradients.subarray(offset, offset + data.length)
      expect(relativeError(part, dparams[name].data)).toBeLessThan(1e-5)
      offset += data.length
    }
    backend.dispose()
  })
}

/** Dense units are channels of one position. */
function shapeOf({ shape }: Values): Shape {
  const [height, width, channels] = shape.length === 2 ? [1, 1, shape[1]] : shape.slice(1)
  return { height, width, channels }
}
