import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import type { ExperimentDocument } from '../../model/document'
import { sizeOf, unitsOf } from '../../model/shapes'
import {
  type Batch,
  METRIC,
  type Plan,
  type PlanLayer,
  type Reduction,
  type Tensor,
} from '../../plan/plan'
import type { Dissected, Engine } from '../backend'
import { Trainer } from '../trainer'
import { DocumentRun } from './documents.test-support'
import {
  type CreateBackend,
  NOTHING,
  Run,
  randomRows,
  relativeError,
} from './fixtures.test-support'
import { expectSummary, expectUnits } from './reductions.test-support'
import { numericalGradient, rowsOf } from './reference.test-support'
import { networks, startGolden } from './training.test-support'

/** 11 images in batches of 4, 4 and 3, with all that is random or lasting in a step. */
const lively: Partial<ExperimentDocument> = {
  data: {
    kind: 'table',
    shape: [6, 5, 2],
    inputs: randomRows(11, 60, randomSequence(4, 'points')),
    labels: Array.from({ length: 11 }, (_, i) => i % 3),
  },
  layers: [
    {
      kind: 'residual',
      activation: 'relu',
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'identity' },
        { kind: 'batchNorm', activation: 'sigmoid' },
      ],
    },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'dense', units: 5, activation: 'tanh' },
  ],
  augmentation: { translation: 1, rotation: 10, flip: true, noise: 0.1 },
  optimizer: { kind: 'adam', learningRate: 0.02 },
  clipping: { norm: 0.2, value: 0.05 },
  regularization: { l1: 0.001, l2: 0.01 },
  batchSize: 4,
}

/** Layers, and within blocks their own. */
const withInner = (layers: readonly PlanLayer[]): PlanLayer[] =>
  layers.flatMap((layer) => [layer, ...withInner(layer.layers ?? [])])

const tensorsOf = (layers: readonly PlanLayer[]): Tensor[] =>
  withInner(layers).flatMap(({ preActivation, output, delta }) =>
    [preActivation, output, delta].filter((tensor) => tensor !== undefined),
  )

const gradientsOf = ({ sizes }: Plan): Tensor => {
  return { name: 'gradients', buffer: 'gradients', offset: 0, shape: [sizes.gradients] }
}

/** All that can be asked about an update. */
function everything(plan: Plan): (Tensor | Reduction)[] {
  const { input, targets, layers, update, state, reductions } = plan.dissection
  return [input, targets, ...tensorsOf(layers), update, state, gradientsOf(plan), ...reductions]
}

/** What one update comes to, by what was asked. */
async function dissect(engine: Engine, batch: Batch, asked: readonly Dissected[]) {
  const { dissections, dissectedMetrics } = await engine.observe({
    ...NOTHING,
    dissect: batch,
    dissections: asked,
  })
  const of = (one: Dissected) => dissections[asked.indexOf(one)]
  return { of, metrics: dissectedMetrics ?? new Float32Array() }
}

async function start(create: CreateBackend, document: Partial<ExperimentDocument>) {
  const run = await DocumentRun.start(create, document)
  const { plan } = run.compiled
  return { run, plan, engine: run.engine, trainer: new Trainer(run.experiment, plan, run.engine) }
}

export function testDissection(create: CreateBackend): void {
  test.each(networks)(
    'the first update of $network is taken apart as in PyTorch',
    async (golden) => {
      const backend = await create()
      const run = await startGolden(backend, golden)
      const asked = gradientsOf(run.plan)
      const { of, metrics } = await dissect(run.engine, run.nextBatch(), [asked])
      const expected = golden.firstGradients.flatMap(({ data }) => data)
      expect(relativeError(of(asked), expected)).toBeLessThan(1e-5)
      expect(relativeError([metrics[METRIC.loss]], [golden.lossBeforeStep[0]])).toBeLessThan(1e-5)
      backend.dispose()
    },
  )

  test('deltas of a deep sigmoid network pass finite differences, row by row', async () => {
    const backend = await create()
    const inputs = randomRows(5, 2, randomSequence(2, 'points'))
    const run = await Run.start(
      backend,
      {
        inputs,
        labels: inputs.map(([x, y]) => Number(x * y > 0)),
        layers: Array.from({ length: 6 }, () => ({ units: 4, activation: 'sigmoid' as const })),
        loss: 'binaryCrossEntropy',
      },
      2.5,
    )
    const { plan, compiled } = run
    const { layers } = plan.dissection
    const { of } = await dissect(run.engine, run.nextBatch(), tensorsOf(layers))
    const parameters = await run.parameters()
    const targets = rowsOf(compiled.data, plan.sets.train.targets, inputs.length, 1)
    // A bias moves a pre-activation as it is moved itself.
    const slopes = inputs.map((row, r) => numericalGradient(plan, parameters, [row], [targets[r]]))
    for (const { name, delta } of layers) {
      const bias = plan.parameters.find((parameter) => parameter.name === `${name}/bias`)
      if (!bias || !delta) throw new Error(`${name} has a bias and a delta`)
      const end = bias.offset + bias.shape[0]
      const expected = slopes.flatMap((slope) =>
        slope.slice(bias.offset, end).map((value) => value / inputs.length),
      )
      expect(Math.hypot(...expected)).toBeGreaterThan(1e-5)
      expect(relativeError(of(delta), expected)).toBeLessThan(1e-3)
    }
    backend.dispose()
  })

  test('deltas through batch normalization make gradients that pass differences', async () => {
    const { run, plan, engine, trainer } = await start(create, {
      ...lively,
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', activation: 'tanh' },
        { kind: 'batchNorm', activation: 'softplus' },
        { kind: 'conv2d', filters: 2, kernel: 2, activation: 'sigmoid' },
        { kind: 'flatten' },
      ],
      augmentation: {},
      clipping: {},
      regularization: {},
    })
    const batch = trainer.next
    const { layers } = plan.dissection
    const whole = gradientsOf(plan)
    const { of } = await dissect(engine, batch, [...tensorsOf(layers), whole])
    const gradient = of(whole)
    const { parameters } = await engine.snapshot()

    // What is added to a map of pre-activations is differentiated by the sum of its deltas.
    const shifts = { 'layers/0': 'bias', 'layers/1': 'beta', 'layers/2': 'bias', output: 'bias' }
    for (const [layer, own] of Object.entries(shifts)) {
      const { delta, shape } = layers.find(({ name }) => name === layer) ?? layers[0]
      const units = unitsOf(shape)
      const parameter = plan.parameters.find(({ name }) => name === `${layer}/${own}`)
      const { offset } = parameter ?? { offset: -1 }
      const deltas = delta ? of(delta) : new Float32Array()
      const sums = Array.from({ length: units }, (_, unit) =>
        deltas.reduce((sum, value, i) => (i % units === unit ? sum + value : sum), 0),
      )
      const size = Math.hypot(...deltas)
      expect(size).toBeGreaterThan(1e-3)
      sums.forEach((sum, unit) => {
        expect(Math.abs(sum - gradient[offset + unit])).toBeLessThan(1e-5 * size)
      })
    }
    // What leaves a normalized map as it is has no gradient, though every pixel has one.
    for (const { offset, shape, role } of plan.parameters) {
      if (role === 'runningMean' || role === 'runningVariance') continue
      const length = shape.reduce((a, b) => a * b, 1)
      const own = (i: number) => i >= offset && i < offset + length
      const norm = Math.hypot(...gradient.subarray(offset, offset + length))
      if (norm < 1e-3) continue
      const lossAt = async (sign: number) => {
        const moved = parameters.map((value, i) =>
          own(i) ? value + (sign * 0.02 * gradient[i]) / norm : value,
        )
        engine.write('parameters', 0, moved)
        return (await dissect(engine, batch, [])).metrics[METRIC.loss]
      }
      const slope = ((await lossAt(1)) - (await lossAt(-1))) / 0.04
      expect(Math.abs(slope / norm - 1)).toBeLessThan(0.01)
    }
    run.dispose()
  })

  test('it tells what the update will do, and leaves no trace of having looked', async () => {
    const watched = await start(create, lively)
    const plain = await start(create, lively)
    const { plan } = watched
    const { update, state } = plan.dissection
    const asked = everything(plan)
    const steps = 7
    for (let step = 0; step < steps; step++) {
      const before = await watched.engine.snapshot()
      const { of, metrics } = await dissect(watched.engine, watched.trainer.next, asked)
      expect(await watched.engine.snapshot()).toEqual(before)
      watched.trainer.advance(1)
      plain.trainer.advance(1)
      const after = await watched.engine.snapshot()
      const change = after.parameters.map((value, i) => value - before.parameters[i])
      expect(of(update)).toEqual(change)
      expect(of(state)).toEqual(after.optimizer)
      expect(change.some((value) => value !== 0)).toBe(true)
      const request = { ...NOTHING, metrics: { from: step, to: step + 1 } }
      expect((await watched.engine.observe(request)).metrics).toEqual(metrics)
      expect(metrics[METRIC.gradientNorm]).toBeGreaterThan(0)
    }
    const request = { ...NOTHING, evaluate: true, metrics: { from: 0, to: steps } }
    const remains = async ({ engine }: typeof plain) => ({
      snapshot: await engine.snapshot(),
      gradients: await engine.gradients(),
      observation: await engine.observe(request),
    })
    expect(await remains(watched)).toEqual(await remains(plain))
    watched.run.dispose()
    plain.run.dispose()
  })

  test('a question among others answers for the moment at which it is asked', async () => {
    const { run, plan, engine, trainer } = await start(create, lively)
    trainer.advance(2)
    const asked = everything(plan)
    const probes = plan.layers.map(({ output }) => {
      return { tensor: output, program: 'forward' as const, ...plan.sets.train }
    })
    const request = { evaluate: true, metrics: { from: 0, to: 2 }, probes, parameters: true }
    const alone = await engine.observe(request)
    const { dissections } = await engine.observe({
      ...NOTHING,
      dissect: trainer.next,
      dissections: asked,
    })
    const both = engine.observe({ ...request, dissect: trainer.next, dissections: asked })
    trainer.advance(9)
    const { dissections: together, dissectedMetrics, ...others } = await both
    expect(together).toEqual(dissections)
    expect(others).toEqual({
      evaluation: alone.evaluation,
      metrics: alone.metrics,
      probes: alone.probes,
      parameters: alone.parameters,
    })
    expect(dissectedMetrics).toHaveLength(METRIC.width)
    run.dispose()
  })

  test('gradients are as they are before clipping and regularization', async () => {
    const bare = { ...lively, clipping: {}, regularization: {} }
    const dressed = {
      ...lively,
      clipping: { norm: 1e-3, value: 1e-4 },
      regularization: { l1: 3, l2: 7 },
    }
    const results = []
    for (const document of [bare, dressed]) {
      const { run, plan, engine, trainer } = await start(create, document)
      const whole = gradientsOf(plan)
      results.push((await dissect(engine, trainer.next, [whole])).of(whole))
      run.dispose()
    }
    expect(results[1]).toEqual(results[0])
    expect(results[0].some((value) => Math.abs(value) > 1e-2)).toBe(true)
  })

  test('the metrics of all steps that the ring keeps stay', async () => {
    const backend = await create()
    const inputs = randomRows(3, 1, randomSequence(2, 'points'))
    const run = await Run.start(backend, { inputs, targets: inputs, loss: 'meanSquaredError' })
    const { ringSize } = run.plan
    run.train(ringSize + 5)
    const metrics = { from: 5, to: ringSize + 5 }
    const before = await run.observe({ metrics })
    const during = await run.observe({ metrics, dissect: run.nextBatch(), dissections: [] })
    const after = await run.observe({ metrics })
    expect([during.metrics, after.metrics]).toEqual([before.metrics, before.metrics])
    backend.dispose()
  })

  test('every tensor is summed up over the rows that the batch has, and has each of them alone', async () => {
    const { run, plan, engine, trainer } = await start(create, lively)
    // The last batch of an epoch is smaller; before it there is more in place.
    await dissect(engine, trainer.next, everything(plan))
    trainer.advance(2)
    const batch = trainer.next
    expect(batch.rows).toBe(3)
    const { layers, reductions, update } = plan.dissection
    const tensors = [...new Set([...reductions.map(({ source }) => source), ...tensorsOf(layers)])]
    const last = tensorsOf(layers).map((tensor) => ({ tensor, row: 2 }))
    const { of } = await dissect(engine, batch, [...tensors, ...last, ...reductions])
    for (const row of last) {
      const whole = of(row.tensor)
      expect(of(row)).toEqual(whole.slice((2 / 3) * whole.length))
    }
    const flats = new Map(
      withInner(layers).map(({ preActivation, activation }) => [preActivation, activation]),
    )
    for (const reduction of reductions) {
      const { source, kind } = reduction
      const activation = flats.get(source)
      const values = of(source)
      if (kind === 'summary') expectSummary(of(reduction), values, activation)
      else expectUnits(of(reduction), values, source.shape[source.shape.length - 1], activation)
    }
    for (const { name, shape, output, preActivation, delta } of withInner(layers)) {
      for (const tensor of [output, preActivation, delta]) {
        expect([name, tensor && of(tensor).length]).toEqual([name, 3 * sizeOf(shape)])
        for (const kind of ['summary', 'units']) {
          expect(reductions.some((one) => one.source === tensor && one.kind === kind)).toBe(true)
        }
      }
    }
    expect(reductions.filter(({ source }) => source.offset >= update.offset)).toHaveLength(
      plan.parameters.length,
    )
    run.dispose()
  })

  test('nothing is left of an update that was all NaN', async () => {
    const poisoned = await start(create, lively)
    const fresh = await start(create, lively)
    const { plan, engine } = poisoned
    const good = await fresh.engine.snapshot()
    const nan = (length: number) => new Float32Array(length).fill(Number.NaN)
    engine.restore({ parameters: nan(plan.sizes.parameters), optimizer: nan(plan.sizes.state) })
    const asked = everything(plan)
    const others = everything(fresh.plan)
    const bad = await dissect(engine, poisoned.trainer.next, asked)
    expect(bad.of(plan.dissection.update).some(Number.isNaN)).toBe(true)
    engine.restore(good)
    for (let step = 0; step < 3; step++) {
      const again = await dissect(engine, poisoned.trainer.next, asked)
      const expected = await dissect(fresh.engine, fresh.trainer.next, others)
      others.forEach((one, i) => {
        expect(again.of(asked[i])).toEqual(expected.of(one))
      })
      poisoned.trainer.advance(1)
      fresh.trainer.advance(1)
    }
    poisoned.run.dispose()
    fresh.run.dispose()
  })
}
