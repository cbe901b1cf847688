import { expect, test } from 'vitest'
import { permute } from '../../lib/permutation'
import { type Batch, METRIC } from '../../plan/plan'
import {
  type CreateBackend,
  Run,
  randomValues,
  relativeError,
  type TableOptions,
  unitRows,
} from './fixtures.test-support'
import { randomTable } from './layers.test-support'
import { forward, meanLoss, rowsOf } from './reference.test-support'

const EXAMPLES = 23

/**
 * Rows of a unit matrix far from their targets: a step moves the weights of its examples, by the
 * same amount each, and no others.
 */
const footprints = (order: 'shuffled' | 'sequential' | 'tensorflowPlayground'): TableOptions => ({
  inputs: unitRows(EXAMPLES),
  targets: Array.from({ length: EXAMPLES }, () => [-1e6]),
  loss: 'meanAbsoluteError',
  optimizer: { kind: 'sgd', learningRate: 1 },
  batchSize: 5,
  order,
})

export function testBatches(create: CreateBackend): void {
  test.each(['shuffled', 'sequential', 'tensorflowPlayground'] as const)(
    '%s batches hold the examples they should',
    async (order) => {
      const backend = await create()
      const run = await Run.start(backend, footprints(order), 0)
      const seen: number[] = []
      let before = await run.parameters()
      for (let step = 0; step < 15; step++) {
        const batch = run.nextBatch()
        run.engine.train([batch])
        const after = await run.parameters()
        const visits = Array.from({ length: EXAMPLES }, (_, i) =>
          Math.round((before[i] - after[i]) * batch.rows),
        )
        expect(visits).toEqual(expectedVisits(batch))
        visits.forEach((count, i) => {
          for (let visit = 0; visit < count; visit++) seen.push(i)
        })
        before = after
      }
      // Three epochs of five batches; the wrapping order has come a little further.
      for (let i = 0; i < EXAMPLES; i++) {
        expect(seen.filter((index) => index === i).length).toBeGreaterThanOrEqual(3)
      }
      expect(seen.length).toBe(order === 'tensorflowPlayground' ? 75 : 3 * EXAMPLES)
      backend.dispose()
    },
  )

  test('a batch larger than the set goes around it in TensorFlow Playground’s order', async () => {
    const backend = await create()
    const options = { ...footprints('tensorflowPlayground'), batchSize: 60 }
    const run = await Run.start(backend, options, 0)
    const batch = run.nextBatch()
    run.engine.train([batch])
    const visits = [...(await run.parameters()).subarray(0, EXAMPLES)].map((value) =>
      Math.round(-value * batch.rows),
    )
    expect(visits).toEqual(expectedVisits(batch))
    backend.dispose()
  })

  test('a remainder batch is averaged over its own rows', async () => {
    const backend = await create()
    const table = randomTable(11, 3, 2)
    const layers = [{ units: 6, activation: 'softplus' as const }]
    const run = await Run.start(backend, { ...table, layers, loss: 'huber', batchSize: 8 })
    run.train(1)
    const parameters = await run.parameters()
    run.train(1)
    const { plan, data } = run.compiled
    const targets = rowsOf(data, plan.sets.train.targets, 11, 2)
    const expected = meanLoss(plan, parameters, table.inputs.slice(8), targets.slice(8))
    expect(relativeError(await run.losses(1, 2), [expected])).toBeLessThan(1e-5)
    backend.dispose()
  })

  test('clipping, its norm and regularization follow the plan', async () => {
    const backend = await create()
    const penalty = { l1: 0.03, l2: 0.2 }
    for (const clipping of [
      { norm: 0, value: 0 },
      { norm: 0, value: 0.05 },
      { norm: 0.1, value: 0 },
      { norm: 0.1, value: 0.05 },
      { norm: 1000, value: 0 },
    ]) {
      const run = await Run.start(backend, {
        ...randomTable(12, 3, 2),
        layers: [{ units: 5, activation: 'tanh' }],
        loss: 'meanSquaredError',
        regularization: penalty,
        clipping,
        optimizer: { kind: 'sgd', learningRate: 0.5 },
      })
      const { plan } = run
      const parameters = await run.parameters()
      const bound = clipping.value || Number.POSITIVE_INFINITY
      const gradients = [...(await run.engine.gradients())].map((g) =>
        Math.max(-bound, Math.min(bound, g)),
      )
      const norm = Math.sqrt(gradients.reduce((sum, g) => sum + g * g, 0))
      const factor = clipping.norm > 0 ? Math.min(1, clipping.norm / norm) : 1
      const weights = plan.parameters.flatMap(({ role, shape }) =>
        Array<number>(shape.reduce((a, b) => a * b, 1)).fill(role === 'weight' ? 1 : 0),
      )
      const expected = [...parameters].map((w, i) => {
        const regularization = weights[i] * (penalty.l2 * w + penalty.l1 * Math.sign(w))
        return w - 0.5 * (factor * gradients[i] + regularization)
      })
      run.train(1)
      expect(relativeError(await run.parameters(), expected)).toBeLessThan(1e-6)
      const { metrics } = await run.observe({ metrics: { from: 0, to: 1 } })
      const measured = clipping.norm > 0 ? metrics[METRIC.gradientNorm] : norm
      expect(relativeError([measured], [norm])).toBeLessThan(1e-6)
    }
    backend.dispose()
  })

  test('evaluation and gradients over several chunks agree with plain float64', async () => {
    const backend = await create()
    const rows = 700
    const random = randomTable(rows, 4, 1)
    const labels = random.inputs.map(([x, y]) => Number(x * y > 0))
    const run = await Run.start(
      backend,
      {
        inputs: random.inputs,
        labels,
        tested: 100,
        layers: Array.from({ length: 12 }, () => ({ units: 64, activation: 'tanh' as const })),
        loss: 'binaryCrossEntropy',
        batchSize: 32,
      },
      0.15,
    )
    const { plan } = run
    expect(plan.evaluationRows).toBeLessThan(600)
    const parameters = await run.parameters()
    const { evaluation } = await run.observe({ evaluate: true })
    for (const [name, from, to] of [
      ['train', 0, 600],
      ['test', 600, rows],
    ] as const) {
      const inputs = random.inputs.slice(from, to)
      const targets = labels.slice(from, to).map((label) => [label])
      const outputs = forward(plan, parameters, inputs)
      const correct = outputs.filter(([output], i) => output > 0 === targets[i][0] > 0.5).length
      const loss = meanLoss(plan, parameters, inputs, targets)
      expect(relativeError([evaluation?.[name].loss ?? Number.NaN], [loss])).toBeLessThan(1e-5)
      // An output within rounding of 0 may fall on either side.
      expect(Math.abs((evaluation?.[name].correct ?? Number.NaN) - correct)).toBeLessThanOrEqual(1)
    }
    const probes = [0, 5, 12].map((layer) => ({
      tensor: plan.layers[layer].output,
      program: 'forward' as const,
      ...plan.sets.train,
    }))
    const observed = await run.observe({ probes })
    const outputs = forward(plan, parameters, random.inputs.slice(0, 600)).flat()
    expect(observed.probes.map(({ length }) => length)).toEqual([600 * 64, 600 * 64, 600])
    expect(relativeError(observed.probes[2], outputs)).toBeLessThan(1e-5)

    // The gradient of the whole set is the mean over its examples, whatever the chunks.
    const gradients = await run.engine.gradients()
    const direction = randomValues(parameters.length, 1, 5)
    const along = (share: number) =>
      meanLoss(
        plan,
        Float64Array.from(parameters, (value, i) => value + share * direction[i]),
        random.inputs.slice(0, 600),
        labels.slice(0, 600).map((label) => [label]),
      )
    const slope = (along(1e-6) - along(-1e-6)) / 2e-6
    const dot = gradients.reduce((sum, g, i) => sum + g * direction[i], 0)
    expect(Math.abs(dot - slope)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)))
    backend.dispose()
  })
}

/** How often each example stands in a batch, by the definition of `GatherOp`. */
function expectedVisits({ start, rows, count, order, key }: Batch): number[] {
  const visits = Array<number>(count).fill(0)
  for (let row = 0; row < rows; row++) {
    const position = start + row
    const index = [position, order === 1 ? permute(position, count, key) : 0, position % count]
    visits[index[order]]++
  }
  return visits
}
