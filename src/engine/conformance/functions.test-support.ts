import { expect, test } from 'vitest'
import goldenActivations from '../../../golden/activations.json'
import goldenLosses from '../../../golden/losses.json'
import { type ActivationName, activationNames, activations } from '../../model/activations'
import type { LossName } from '../../model/losses'
import { type CreateBackend, Run, relativeError, unitRows } from './fixtures.test-support'

const functions = goldenActivations.functions as Partial<
  Record<ActivationName, { y: number[]; dydx: number[] }>
>
const points = goldenActivations.x

/** PyTorch's values; the catalogue's own where PyTorch has no such function. */
function truth(name: ActivationName) {
  const golden = functions[name]
  const { value, derivative } = activations[name]
  return { y: golden?.y ?? points.map(value), dydx: golden?.dydx ?? points.map(derivative) }
}

/** 1 unit of weight 1 and bias 0 with the activation, and a linear output. */
const oneUnit = (activation: ActivationName) => ({
  inputs: [[0]],
  targets: [[0]],
  layers: [{ units: 1, activation }],
  loss: 'meanSquaredError' as const,
})

export function testActivations(create: CreateBackend): void {
  test.each(activationNames)('%s agrees with PyTorch', async (name) => {
    const backend = await create()
    const run = await Run.start(backend, oneUnit(name), Float32Array.of(1, 0, 1, 0))
    const values = await run.outputs(Float32Array.from(points), 0)
    const { y } = truth(name)
    expect(relativeError(values, y)).toBeLessThan(2e-6)
    values.forEach((value, i) => {
      expect(Math.abs(value - y[i])).toBeLessThan(2e-6 * Math.max(1, Math.abs(y[i])))
    })
    backend.dispose()
  })

  // An absolute loss far from its targets passes ±1 / rows back, the output weight makes up for the
  // rows, and the rows of a unit matrix keep the gradients of different points apart.
  test.each(activationNames)('the derivative of %s agrees with PyTorch', async (name) => {
    const backend = await create()
    const inputs = unitRows(points.length)
    const run = await Run.start(
      backend,
      { ...oneUnit(name), inputs, targets: points.map(() => [-1e6]), loss: 'meanAbsoluteError' },
      Float32Array.from([...points, 0, points.length, 0]),
    )
    const gradients = (await run.engine.gradients()).subarray(0, points.length)
    const { dydx } = truth(name)
    expect(relativeError(gradients, dydx)).toBeLessThan(3e-6)
    gradients.forEach((value, i) => {
      expect(Math.abs(value - dydx[i])).toBeLessThan(5e-6)
    })
    backend.dispose()
  })

  test.each(activationNames)('%s is finite for large inputs', async (name) => {
    const backend = await create()
    const run = await Run.start(backend, oneUnit(name), Float32Array.of(1, 0, 1, 0))
    const large = Float32Array.of(-1e4, -1000, -104, -89, -60, 60, 89, 104, 1000, 1e4)
    const values = await run.outputs(large, 0)
    values.forEach((value, i) => {
      const expected = activations[name].value(large[i])
      const tolerance = name === 'sine' ? 1e-3 : 1e-5 * Math.max(1, Math.abs(expected))
      expect(Math.abs(value - expected)).toBeLessThan(tolerance)
    })
    backend.dispose()
  })
}

interface LossCase {
  readonly loss: string
  readonly prediction: { readonly shape: number[]; readonly data: number[] }
  readonly target?: { readonly data: number[] } | undefined
  readonly labels?: number[] | undefined
  readonly value: number
  readonly grad: { readonly data: number[] }
}

export function testLosses(create: CreateBackend): void {
  // Predictions are the weights of a layer over the rows of a unit matrix, so that the gradient of
  // the weights is the gradient of the predictions.
  test.each(goldenLosses.cases as LossCase[])('$loss agrees with PyTorch', async (golden) => {
    const [rows, outputs] = golden.prediction.shape
    const loss = golden.loss as LossName
    const backend = await create()
    const run = await Run.start(
      backend,
      { inputs: unitRows(rows), loss, ...targetsOf(golden, outputs) },
      Float32Array.from([...golden.prediction.data, ...Array<number>(outputs).fill(0)]),
    )
    const { evaluation } = await run.observe({ evaluate: true })
    expect(evaluation?.train.loss).toBeCloseTo(golden.value, 5)
    expect(relativeError([evaluation?.train.loss ?? Number.NaN], [golden.value])).toBeLessThan(1e-6)
    const gradients = await run.engine.gradients()
    expect(relativeError(gradients.subarray(0, rows * outputs), golden.grad.data)).toBeLessThan(
      1e-6,
    )

    run.train(1)
    expect(relativeError(await run.losses(0, 1), [golden.value])).toBeLessThan(1e-6)
    backend.dispose()
  })

  test('cross-entropies stay finite and exact for large logits', async () => {
    const backend = await create()
    const logits = [-1000, -90, -30, 30, 90, 1000]
    const labels = [0, 1, 0, 1, 0, 1]
    const inputs = unitRows(logits.length)
    const binary = await Run.start(
      backend,
      { inputs, labels, loss: 'binaryCrossEntropy' },
      Float32Array.from([...logits, 0]),
    )
    const sum = 90 + 90 + 2 * Math.exp(-30)
    const evaluation = (await binary.observe({ evaluate: true })).evaluation?.train
    expect(relativeError([evaluation?.loss ?? Number.NaN], [sum / 6])).toBeLessThan(1e-6)
    expect(evaluation?.correct).toBe(4)
    const softmax = await Run.start(
      backend,
      { inputs, labels, loss: 'softmaxCrossEntropy' },
      Float32Array.from([...logits.flatMap((logit) => [0, logit]), 0, 0]),
    )
    const other = (await softmax.observe({ evaluate: true })).evaluation?.train
    expect(relativeError([other?.loss ?? Number.NaN], [sum / 6])).toBeLessThan(1e-6)
    expect((await softmax.engine.gradients()).every(Number.isFinite)).toBe(true)
    backend.dispose()
  })
}

/** As table data: a regression keeps target rows, a classification has one column of labels. */
function targetsOf({ loss, target, labels }: LossCase, outputs: number) {
  if (labels) return { labels, classes: outputs }
  const values = target?.data ?? []
  if (loss === 'binaryCrossEntropy' || loss === 'hinge') {
    return { labels: values.map((value) => Number(value > 0)) }
  }
  return {
    targets: Array.from({ length: values.length / outputs }, (_, r) =>
      values.slice(r * outputs, (r + 1) * outputs),
    ),
  }
}
