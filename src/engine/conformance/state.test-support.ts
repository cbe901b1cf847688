import { expect, test } from 'vitest'
import { METRIC } from '../../plan/plan'
import type { Engine } from '../backend'
import {
  type CreateBackend,
  optimizerSettings,
  Run,
  relativeError,
  stateOf,
  type TableOptions,
} from './fixtures.test-support'
import { randomTable } from './layers.test-support'
import { forward } from './reference.test-support'

const { inputs } = randomTable(37, 2, 1)

/** Odd sizes, remainder batches, two slots of optimizer state. */
const spirited: TableOptions = {
  inputs,
  labels: inputs.map(([x, y]) => Number(x * y > 0)),
  tested: 6,
  layers: [
    { units: 7, activation: 'tanh' },
    { units: 5, activation: 'silu' },
  ],
  loss: 'binaryCrossEntropy',
  optimizer: optimizerSettings('adam'),
  clipping: { norm: 1, value: 0 },
  batchSize: 8,
  order: 'shuffled',
}

export function testState(create: CreateBackend): void {
  test('the same experiment gives the same bits twice', async () => {
    const backend = await create()
    const results = []
    for (let i = 0; i < 2; i++) {
      const run = await Run.start(backend, spirited)
      run.train(200)
      const { metrics } = await run.observe({ metrics: { from: 0, to: 200 } })
      results.push({ ...(await run.engine.snapshot()), metrics })
      run.engine.dispose()
    }
    expect(results[0]).toEqual(results[1])
    expect(results[0].parameters.every(Number.isFinite)).toBe(true)
    backend.dispose()
  })

  test('steps give the same bits however they are grouped', async () => {
    const backend = await create()
    const together = await Run.start(backend, spirited)
    const apart = await Run.start(backend, spirited)
    together.train(60)
    for (const steps of [1, 2, 3, 13, 41]) {
      apart.train(steps)
      await apart.observe({ evaluate: true })
      await apart.engine.gradients()
      await apart.engine.ready()
    }
    expect(await apart.engine.snapshot()).toEqual(await together.engine.snapshot())
    backend.dispose()
  })

  test('parameters are remembered as they were, while training goes on', async () => {
    const backend = await create()
    const run = await Run.start(backend, spirited)
    expect((await run.observe({ remembered: true })).remembered).toBeUndefined()
    for (const steps of [3, 7]) {
      run.train(steps)
      const expected = await run.parameters()
      run.engine.remember()
      run.train(1)
      const { remembered, parameters } = await run.observe({ remembered: true, parameters: true })
      expect(remembered).toEqual(expected)
      expect(parameters).not.toEqual(expected)
    }
    const alone = await Run.start(backend, spirited)
    alone.train(12)
    expect(await run.engine.snapshot()).toEqual(await alone.engine.snapshot())
    const { remembered } = await run.observe({ remembered: true })
    run.engine.restore(stateOf(run.plan, await alone.parameters()))
    expect((await run.observe({ remembered: true })).remembered).toEqual(remembered)
    backend.dispose()
  })

  test('a restored snapshot continues bit for bit, in another engine too', async () => {
    const backend = await create()
    const run = await Run.start(backend, spirited)
    run.train(30)
    const snapshot = await run.engine.snapshot()
    const position = run.position
    run.train(25)
    const expected = await run.engine.snapshot()
    expect(expected.parameters).not.toEqual(snapshot.parameters)

    const other = await Run.start(backend, spirited)
    for (const again of [run, other]) {
      again.engine.restore(snapshot)
      again.position = position
      again.train(25)
      expect(await again.engine.snapshot()).toEqual(expected)
    }
    backend.dispose()
  })

  test('two replicas give the bits of two runs', async () => {
    const backend = await create()
    const both = await Run.start(backend, spirited, 0.8, 2)
    const initial = await both.parameters()
    both.train(40)
    const { parameters, optimizer } = await both.engine.snapshot()
    const { evaluation } = await both.observe({ evaluate: true })
    const count = initial.length / 2
    const evaluations = []
    for (const replica of [0, 1]) {
      const own = <T extends Float32Array>(values: T) => {
        const size = values.length / 2
        return values.slice(replica * size, (replica + 1) * size)
      }
      const one = await Run.start(backend, spirited, own(initial))
      one.train(40)
      const expected = await one.engine.snapshot()
      expect(own(parameters)).toEqual(expected.parameters)
      expect(own(optimizer)).toEqual(expected.optimizer)
      evaluations.push((await one.observe({ evaluate: true })).evaluation)
    }
    expect(evaluations[0]).toEqual(evaluation)
    expect(parameters.subarray(0, count)).not.toEqual(parameters.subarray(count))
    backend.dispose()
  })

  test('nothing is left of a run that was all NaN', async () => {
    const backend = await create()
    const poisoned = await Run.start(backend, spirited)
    const fresh = await Run.start(backend, spirited)
    const { plan } = poisoned
    const start = poisoned.position
    const everything = async (engine: Engine) => {
      const probes = plan.layers.flatMap(({ preActivation, output }) =>
        [preActivation, output].map((tensor) => ({
          tensor,
          program: 'forward' as const,
          ...plan.sets.train,
        })),
      )
      const request = { evaluate: true, metrics: { from: 0, to: 9 }, probes, parameters: true }
      return {
        observation: await engine.observe(request),
        gradients: await engine.gradients(),
        snapshot: await engine.snapshot(),
      }
    }
    const nan = (length: number) => new Float32Array(length).fill(Number.NaN)
    poisoned.engine.restore({
      parameters: nan(plan.sizes.parameters),
      optimizer: nan(plan.sizes.state),
    })
    poisoned.train(9)
    await everything(poisoned.engine)

    poisoned.engine.restore(stateOf(plan, await fresh.parameters()))
    poisoned.position = start
    poisoned.train(9)
    fresh.train(9)
    const good = await everything(poisoned.engine)
    expect(good).toEqual(await everything(fresh.engine))
    expect(good.gradients.every(Number.isFinite)).toBe(true)
    backend.dispose()
  })

  test('questions answer for the moment at which they are asked', async () => {
    const backend = await create()
    const run = await Run.start(backend, spirited)
    run.train(3)
    const snapshot = run.engine.snapshot()
    const gradients = run.engine.gradients()
    const observation = run.observe({ parameters: true, evaluate: true })
    run.train(20)
    const { parameters } = await snapshot

    const still = await Run.start(backend, spirited)
    still.train(3)
    expect(parameters).toEqual(await still.parameters())
    expect((await observation).parameters).toEqual(parameters)
    expect((await observation).evaluation).toEqual(
      (await still.observe({ evaluate: true })).evaluation,
    )
    expect(await gradients).toEqual(await still.engine.gradients())
    backend.dispose()
  })

  test('an edited weight changes what the network says', async () => {
    const backend = await create()
    const run = await Run.start(backend, spirited)
    const parameters = await run.parameters()
    parameters.set([1.25, -2], 3)
    run.engine.write('parameters', 3, Float32Array.of(1.25, -2))
    expect(await run.parameters()).toEqual(parameters)
    const points = inputs.slice(0, 9)
    const outputs = await run.outputs(Float32Array.from(points.flat()), 2)
    expect(relativeError(outputs, forward(run.plan, parameters, points).flat())).toBeLessThan(1e-5)
    backend.dispose()
  })

  test('the ring keeps the metrics of the last steps', async () => {
    const backend = await create()
    const run = await Run.start(backend, {
      inputs,
      targets: inputs.map(([x, y]) => [x - y]),
      loss: 'meanSquaredError',
      optimizer: { kind: 'sgd', learningRate: 0.001 },
      batchSize: 37,
    })
    const steps = run.plan.ringSize + 10
    run.train(steps)
    const { evaluation } = await run.observe({ evaluate: true })
    run.train(1)
    const losses = await run.losses(steps - 20, steps + 1)
    expect(relativeError(losses.slice(-1), [evaluation?.train.loss ?? Number.NaN])).toBeLessThan(
      1e-5,
    )
    expect(losses[20]).toBeLessThan(losses[0])
    const none = await run.observe({ metrics: { from: 7, to: 7 } })
    expect(none.metrics.length).toBe(0)
    const { metrics } = await run.observe({ metrics: { from: steps, to: steps + 1 } })
    expect(metrics.length).toBe(METRIC.width)
    backend.dispose()
  })
}
