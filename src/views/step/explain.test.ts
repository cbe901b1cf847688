import { describe, expect, it } from 'vitest'
import { randomSequence } from '../../lib/random'
import type { ExperimentDocument } from '../../model/document'
import { optimizerNames } from '../../model/optimizers'
import { withDefaults } from '../../model/parse'
import { sizeOf } from '../../model/shapes'
import { type Phase, phasesOf } from '../../store/phase'
import { type ProbeRequest, probeKey } from '../../worker/protocol'
import { fresh, openSession, until } from '../../worker/session.test-support'
import { allLayers } from '../shared/layers'
import { explainDelta, explainGradient, explainUpdate, isPlain } from './backward'
import { explainForward, explainLoss } from './forward'
import { type Numbers, numbersIn, type Result, requestOf } from './numbers'
import { requestsFor } from './use-numbers'

const random = randomSequence(1, 'points')
const inputs = Array.from({ length: 11 }, () => Array.from({ length: 36 }, () => random.uniform()))
const labels = inputs.map((_, i) => i % 3)
const points = inputs.map((row) => row.slice(0, 2).map((x) => 4 * x - 2))
const plane = { kind: 'table', inputs: points, labels, testFraction: 0 } as const
const images = { kind: 'table', shape: [6, 6, 1], inputs, labels, testFraction: 0 } as const

/** The update after `steps` steps; what is asked of it is answered by one frame. */
async function open(document: Partial<ExperimentDocument>, steps: number) {
  const { session, frames } = openSession()
  const experiment = withDefaults(document)
  const { train, test, ...rest } = await session.load(experiment, fresh)
  if (!(train && test)) throw new Error('no examples came')
  const loaded = { ...rest, train, test }
  if (steps > 0) await session.step(steps, 'step')
  const ask = async (requests: readonly ProbeRequest[], row: number | null) => {
    const key = probeKey(requestOf('batch/examples'))
    const isAnswered = () => key in (frames.at(-1)?.probes ?? {})
    await session.observe([])
    await until(() => !isAnswered())
    await session.observe(requests)
    await until(isAnswered)
    const numbers = numbersIn(frames[frames.length - 1], { experiment, loaded, row })
    if (!numbers) throw new Error('no numbers came')
    return numbers
  }
  return { experiment, loaded, ask }
}

/** With every tensor of it; those of layers of one row alone where one is given. */
async function takeApart(
  document: Partial<ExperimentDocument>,
  steps: number,
  row: number | null = null,
): Promise<Numbers> {
  const { loaded, ask } = await open(document, steps)
  const ofRows = [
    'inputs/output',
    ...allLayers(loaded).flatMap(({ name }) =>
      ['output', 'preActivation', 'delta', 'index'].map((what) => `${name}/${what}`),
    ),
  ]
  const whole = [
    'inputs/targets',
    'batch/examples',
    'batch/metrics',
    ...loaded.parameters.flatMap(({ name }) =>
      ['gradient', 'update', 'state/0', 'state/1', 'nextState/0', 'nextState/1'].map(
        (what) => `${name}/${what}`,
      ),
    ),
  ]
  return ask(
    [...whole.map((each) => requestOf(each)), ...ofRows.map((each) => requestOf(each, row))],
    row,
  )
}

/**
 * Whether both are equal to relative 1e-5, and apart by no more than rounding explains.
 *
 * @param least what float32 cannot tell from 0 among the terms
 */
function isSame({ computed, engine, comparison }: Result, least = 1e-8): boolean {
  const allowed = Math.max(1e-5 * Math.abs(computed), least)
  return comparison.agrees && Math.abs(computed - engine) <= allowed
}

/** Compares every sum of every layer with the engine; tells how many there were and which differ. */
function checkAll(numbers: Numbers) {
  const counts = { forward: 0, delta: 0, plain: 0, gradient: 0, update: 0 }
  const wrong: string[] = []
  const check = (result: Result, what: string, least?: number) => {
    if (!isSame(result, least)) wrong.push(`${what}: ${result.computed}, ${result.engine}`)
  }
  for (const row of [null, 0, numbers.rows - 1]) {
    const loss = explainLoss(numbers, row)
    if (loss) check(loss.batch, 'loss')
    else wrong.push('no loss')
    for (const info of allLayers(numbers.loaded)) {
      for (let index = 0; index < sizeOf(info.shape); index++) {
        const where = `${info.name}[${index}], row ${row}`
        const forward = explainForward(numbers, info.name, index, row)
        if (forward) {
          counts.forward++
          // Terms of about 1, which may cancel.
          check(forward.z, `z of ${where}`, 2 ** -23)
          check(forward.a, `a of ${where}`)
        }
        const delta = explainDelta(numbers, info, index, row)
        if (delta && isPlain(delta)) counts.plain++
        else if (delta) {
          counts.delta++
          check(delta.delta, `δ of ${where}`)
        }
      }
    }
  }
  for (const { name, shape } of numbers.loaded.parameters) {
    const layer = name.slice(0, name.lastIndexOf('/'))
    const role = name.slice(layer.length + 1)
    const count = shape.reduce((a, b) => a * b, 1)
    for (let index = 0; index < count; index++) {
      const part = {
        weight: role === 'bias' ? ('bias' as const) : index,
        unit: index % (shape.at(-1) ?? 1),
      }
      const whole =
        role === 'bias' || role === 'weight' ? explainGradient(numbers, layer, part, null) : null
      if (whole?.batch) {
        counts.gradient++
        check(whole.batch, `gradient of ${name}[${index}]`)
        const parts = Array.from(
          { length: numbers.rows },
          (_, row) => explainGradient(numbers, layer, part, row)?.sum.sum ?? Number.NaN,
        )
        const together = parts.reduce((sum, own) => sum + own, 0)
        if (!(Math.abs(together - whole.sum.sum) < 1e-12)) wrong.push(`rows of ${name}[${index}]`)
      }
      const update = explainUpdate(numbers, name, index)
      if (!update) continue
      counts.update++
      check(update.after, `${name}[${index}] after`)
      for (const kept of update.kept) check(kept, `state of ${name}[${index}]`)
    }
  }
  return { ...counts, wrong }
}

const classes = { loss: 'softmaxCrossEntropy', batchSize: 4 } as const

/** Whose third batch is the last one, of three. */
const convolutions: Partial<ExperimentDocument> = {
  ...classes,
  data: images,
  layers: [
    { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same', activation: 'tanh' },
    { kind: 'maxPool2d', size: 3, stride: 2, padding: 1 },
    { kind: 'conv2d', filters: 3, kernel: 2, stride: 1, dilation: 2, activation: 'sigmoid' },
    { kind: 'averagePool2d', size: 1 },
    { kind: 'dropout', rate: 0.4 },
    { kind: 'flatten' },
    { kind: 'dense', units: 4, activation: 'relu' },
  ],
  optimizer: { kind: 'adam', learningRate: 0.02 },
  augmentation: { translation: 1 },
}

describe('every sum equals the engine’s number', () => {
  it.each(optimizerNames)('with %s', async (kind) => {
    const numbers = await takeApart(
      {
        ...classes,
        data: plane,
        layers: [
          { kind: 'dense', units: 3, activation: 'tanh' },
          { kind: 'dense', units: 2, activation: 'sigmoid' },
        ],
        optimizer: { kind },
        regularization: { l1: 0.001, l2: 0.01 },
        clipping: { norm: 0.1, value: 0.05 },
        schedule: { kind: 'step', factor: 0.5, every: 2 },
      },
      3,
    )
    const counts = checkAll(numbers)
    expect(counts).toEqual({
      forward: 24,
      delta: 24,
      plain: 0,
      gradient: 26,
      update: 26,
      wrong: [],
    })
  })

  it.each([
    'relu',
    'leakyRelu',
    'elu',
    'selu',
    'softplus',
    'gelu',
    'silu',
    'mish',
    'sine',
  ] as const)('with %s', async (activation) => {
    const layers = [
      { kind: 'dense', units: 4, activation },
      { kind: 'dense', units: 3, activation: 'arctan' },
    ] as const
    checkAll(await takeApart({ ...classes, data: plane, layers }, 1))
  })

  it.each([
    'meanSquaredError',
    'meanAbsoluteError',
    'huber',
    'binaryCrossEntropy',
    'hinge',
  ] as const)('with %s', async (loss) => {
    const layers = [{ kind: 'dense', units: 3, activation: 'tanh' }] as const
    const { wrong } = checkAll(await takeApart({ data: plane, layers, loss, batchSize: 11 }, 2))
    expect(wrong).toEqual([])
  })

  it('of convolutions, pooling, dropout and the last batch, which is smaller', async () => {
    const numbers = await takeApart(convolutions, 2)
    expect(numbers.rows).toBe(3)
    const counts = checkAll(numbers)
    expect(counts).toMatchObject({ plain: 0, wrong: [] })
    expect(counts.delta).toBeGreaterThan(200)
    expect(counts.gradient).toBe(counts.update)
  })

  it('of a filter with a stride, and below a global mean', async () => {
    const layers = [
      { kind: 'conv2d', filters: 2, kernel: 3, stride: 2, padding: 1, activation: 'silu' },
      { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same', activation: 'tanh' },
      { kind: 'globalAveragePool2d' },
    ] as const
    const counts = checkAll(await takeApart({ ...classes, data: images, layers }, 1))
    expect(counts).toMatchObject({ delta: 3 * (18 + 18 + 2 + 3), wrong: [] })
  })

  it('within residual blocks; below them and batch normalization there are words instead', async () => {
    const layers = [
      { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same', activation: 'tanh' },
      {
        kind: 'residual',
        activation: 'tanh',
        layers: [
          { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same', activation: 'sigmoid' },
          { kind: 'batchNorm' },
          { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'identity' },
        ],
      },
    ] as const
    const numbers = await takeApart({ ...classes, data: images, layers }, 1)
    const counts = checkAll(numbers)
    // Below the block, and below the normalization within it.
    expect(counts).toMatchObject({ plain: 3 * (72 + 72), wrong: [] })
    expect(counts.update).toBeGreaterThan(counts.gradient)
  })
})

it('is the same of one example that was asked for alone', async () => {
  const whole = await takeApart(convolutions, 2)
  // There is no fourth: the last one is shown.
  for (const row of [1, 3]) {
    const alone = await takeApart(convolutions, 2, row)
    expect(alone.of('layers/0/delta')).toBeUndefined()
    const explain = (numbers: Numbers) =>
      allLayers(whole.loaded).flatMap(({ name }, i, layers) =>
        [0, 1, sizeOf(layers[i].shape) - 1].flatMap((index) => [
          explainForward(numbers, name, index, row),
          explainDelta(numbers, layers[i], index, row),
          explainGradient(numbers, name, { weight: index % 3, unit: index % 3 }, row),
        ]),
      )
    expect(explain(alone)).toEqual(explain(whole))
    expect(explain(alone).filter((each) => each !== null).length).toBeGreaterThan(40)
    expect(explainForward(alone, 'layers/0', 0, null)).toBeNull()
  }
})

it('takes one example of a large network, layer by layer, of what is asked in each phase', async () => {
  const { experiment, loaded, ask } = await open(
    {
      data: images,
      loss: 'softmaxCrossEntropy',
      batchSize: 11,
      layers: [
        { kind: 'conv2d', filters: 32, kernel: 3, padding: 'same', activation: 'tanh' },
        { kind: 'maxPool2d', size: 2 },
      ],
    },
    1,
  )
  const row = 7
  const missing: Phase[] = []
  for (const phase of phasesOf(loaded.layers)) {
    const layer = 'layer' in phase ? phase.layer : 'output'
    const numbers = await ask(requestsFor(experiment, loaded, phase, { layer, row }), row)
    const info = allLayers(loaded).find(({ name }) => name === layer) ?? loaded.layers[0]
    const part = { weight: 0, unit: 0 }
    const found =
      phase.kind === 'loss'
        ? explainLoss(numbers, row)
        : phase.kind === 'forward' && info.kind !== 'maxPool2d'
          ? explainForward(numbers, layer, 0, row)
          : phase.kind === 'backward'
            ? explainDelta(numbers, info, 0, row) &&
              (info.kind === 'maxPool2d' || explainGradient(numbers, layer, part, row))
            : numbers.of('batch/metrics')
    if (!found) missing.push(phase)
    expect(numbers.of(`${layer}/preActivation`)).toBeUndefined()
  }
  expect(missing).toEqual([])
})

it('is null while something is missing', async () => {
  const numbers = await takeApart({ ...classes, data: plane, layers: [] }, 0)
  const nothing: Numbers = { ...numbers, of: () => undefined, example: () => undefined }
  expect(explainForward(nothing, 'output', 0, null)).toBeNull()
  expect(explainLoss(nothing, null)).toBeNull()
  expect(explainUpdate(nothing, 'output/bias', 0)).toBeNull()
  expect(explainForward(numbers, 'layers/9', 0, null)).toBeNull()
})
