import { expect, test } from 'vitest'
import goldenLayers from '../../../golden/layers.json'
import { randomSequence } from '../../lib/random'
import { activationNames } from '../../model/activations'
import { losses, lossNames } from '../../model/losses'
import type { DenseOp, Op, Tensor } from '../../plan/plan'
import {
  type CreateBackend,
  NOTHING,
  planOfOps,
  Run,
  randomRows,
  randomValues,
  relativeError,
  stateOf,
  type TableOptions,
  unitRows,
} from './fixtures.test-support'
import { forward, meanLoss, numericalGradient, rowsOf } from './reference.test-support'

interface Values {
  readonly shape: number[]
  readonly data: number[]
}

interface DenseCase {
  readonly x: Values
  readonly y: Values
  readonly dy: Values
  readonly dx: Values
  readonly params: { readonly weight: Values; readonly bias: Values }
  readonly dparams: { readonly weight: Values; readonly bias: Values }
}

const denseCases = goldenLayers.cases.filter(({ op }) => op === 'dense') as unknown as DenseCase[]

export function testLayers(create: CreateBackend): void {
  test.each(denseCases)('a dense layer of shape $y.shape agrees with PyTorch', async (golden) => {
    const { x, y, dy, dx, params, dparams } = golden
    const [rows, inputWidth] = x.shape
    const units = y.shape[1]
    const { weight, bias } = params
    const expected = dparams

    // A layer of the identity over a unit matrix has x as its weights, so that ∂L/∂x shows up in a
    // parameter's gradient; the given ∂L/∂y are gathered as targets.
    const own = rows * inputWidth
    const first = own + inputWidth
    const dyAt = rows * rows
    const xAt = dyAt + rows * units
    const yAt = xAt + 2 * own
    const dxAt = yAt + 2 * rows * units
    const copy: DenseOp = {
      kind: 'dense',
      rows,
      inputWidth: rows,
      units: inputWidth,
      x: 0,
      weight: 0,
      bias: own,
      z: xAt,
      a: xAt + own,
      activation: 'identity',
    }
    const layer: DenseOp = {
      ...copy,
      inputWidth,
      units,
      x: copy.a,
      weight: first,
      bias: first + inputWidth * units,
      z: yAt,
      a: yAt + rows * units,
    }
    const backward: Op[] = [
      { ...layer, kind: 'denseWeightGradient', delta: dyAt },
      {
        ...copy,
        ...layer,
        kind: 'denseInputGradient',
        delta: dyAt,
        z: copy.z,
        a: copy.a,
        inputDelta: dxAt,
      },
      { ...copy, kind: 'denseWeightGradient', delta: dxAt },
    ]
    const parameters = Float32Array.from([
      ...x.data,
      ...Array<number>(inputWidth).fill(0),
      ...weight.data,
      ...bias.data,
    ])
    const { plan, data } = planOfOps({
      inputs: unitRows(rows),
      targets: Array.from({ length: rows }, (_, r) => dy.data.slice(r * units, (r + 1) * units)),
      parameters: parameters.length,
      activations: dxAt + own,
      programs: { gradient: [copy, layer, ...backward], forward: [copy, layer] },
    })
    const backend = await create()
    const engine = await backend.load(plan, data, stateOf(plan, parameters))
    const tensor: Tensor = {
      name: 'output',
      buffer: 'activations',
      offset: layer.a,
      shape: [rows, units],
    }
    const { probes } = await engine.observe({
      ...NOTHING,
      probes: [{ tensor, program: 'forward', ...plan.sets.train }],
    })
    expect(relativeError(probes[0], y.data)).toBeLessThan(1e-6)
    const gradients = await engine.gradients()
    expect(relativeError(gradients.subarray(0, own), dx.data)).toBeLessThan(1e-6)
    expect(relativeError(gradients.subarray(first, layer.bias), expected.weight.data)).toBeLessThan(
      1e-6,
    )
    expect(relativeError(gradients.subarray(layer.bias), expected.bias.data)).toBeLessThan(1e-6)
    backend.dispose()
  })

  test.each(activationNames)('a network of %s passes finite differences', async (activation) => {
    await agreesWithReference(create, {
      ...randomTable(9, 3, 2),
      layers: [
        { units: 5, activation },
        { units: 4, activation },
      ],
      loss: 'meanSquaredError',
    })
  })

  test.each(lossNames)('%s passes finite differences', async (loss) => {
    const layers = [{ units: 6, activation: 'tanh' as const }]
    for (const classes of [2, 3]) {
      const labels = Array.from({ length: 11 }, (_, i) => (i * i + 1) % classes)
      const { inputs } = randomTable(11, 4, 1)
      await agreesWithReference(create, { inputs, labels, layers, loss })
    }
    if ((losses[loss].tasks as readonly string[]).includes('regression')) {
      await agreesWithReference(create, { ...randomTable(11, 4, 3), layers, loss })
    }
  })

  test.each([
    [1, 1, 1, 1, 1],
    [2, 1, 3, 1, 2],
    [3, 2, 2, 2, 1],
    [5, 3, 7, 3, 2],
    [7, 5, 13, 11, 3],
    [13, 17, 6, 9, 5],
    [31, 2, 19, 8, 1],
    [65, 4, 5, 4, 7],
    [67, 9, 1, 10, 1],
    [130, 1, 17, 3, 1],
  ])('%i examples of width %i through layers of %i, %i and %i units', async (...shape) => {
    const [rows, inputs, first, second, outputs] = shape
    await agreesWithReference(create, {
      ...randomTable(rows, inputs, outputs),
      layers: [
        { units: first, activation: 'sigmoid' },
        { units: second, activation: 'tanh' },
      ],
      loss: 'meanSquaredError',
    })
  })

  test('a network of 64-unit layers agrees with plain float64', async () => {
    const backend = await create()
    const layers = [64, 64, 64].map((units) => ({ units, activation: 'silu' as const }))
    const table = randomTable(33, 64, 8)
    const run = await Run.start(backend, { ...table, layers, loss: 'huber' })
    const { plan } = run
    const parameters = await run.parameters()
    const outputs = await run.outputs(Float32Array.from(table.inputs.flat()), 3)
    expect(relativeError(outputs, forward(plan, parameters, table.inputs).flat())).toBeLessThan(
      1e-5,
    )
    backend.dispose()
  })
}

export function randomTable(rows: number, width: number, outputs: number) {
  const random = randomSequence(rows * 100 + width * 10 + outputs, 'points')
  return { inputs: randomRows(rows, width, random), targets: randomRows(rows, outputs, random) }
}

/** Outputs, loss and gradients against the float64 reference. */
async function agreesWithReference(create: CreateBackend, options: TableOptions): Promise<void> {
  const backend = await create()
  const run = await Run.start(backend, options)
  const { plan } = run
  const parameters = randomValues(plan.sizes.parameters, 0.8, 3)
  const { count, targets } = plan.sets.train
  const expectedTargets = rowsOf(run.compiled.data, targets, count, plan.outputs)
  const loss = meanLoss(plan, parameters, options.inputs, expectedTargets)
  const gradient = numericalGradient(plan, parameters, options.inputs, expectedTargets)

  const last = plan.layers.length - 1
  const outputs = await run.outputs(Float32Array.from(options.inputs.flat()), last)
  const expected = forward(plan, parameters, options.inputs).flat()
  expect(relativeError(outputs, expected)).toBeLessThan(1e-5)
  const { evaluation } = await run.observe({ evaluate: true })
  expect(relativeError([evaluation?.train.loss ?? Number.NaN], [loss])).toBeLessThan(1e-5)
  expect(evaluation?.test.loss).toBeNaN()
  expect(relativeError(await run.engine.gradients(), gradient)).toBeLessThan(1e-5)

  // One update of plain gradient descent shows the gradient of the training program.
  run.train(1)
  const rate = Math.fround(0.1)
  const moved = (await run.parameters()).map((value, i) => (parameters[i] - value) / rate)
  expect(Math.max(...moved.map((value, i) => Math.abs(value - gradient[i])))).toBeLessThan(2e-5)
  expect(relativeError(await run.losses(0, 1), [loss])).toBeLessThan(1e-5)
  backend.dispose()
}
