import { expect, test } from 'vitest'
import goldenNetworks from '../../../golden/networks.json'
import goldenOptimizers from '../../../golden/optimizers.json'
import type { ActivationName } from '../../model/activations'
import type { LossName } from '../../model/losses'
import { type OptimizerName, optimizers } from '../../model/optimizers'
import { type Batch, METRIC } from '../../plan/plan'
import type { Backend } from '../backend'
import {
  type CreateBackend,
  optimizerSettings,
  planOfOps,
  Run,
  relativeError,
  stateOf,
} from './fixtures.test-support'

export interface GoldenNetwork {
  readonly network: string
  readonly layers: number[]
  readonly activation: ActivationName
  readonly loss: LossName
  readonly optimizer: { kind: OptimizerName } & Record<string, number>
  readonly x: { shape: number[]; data: number[] }
  readonly y: { data: number[] }
  readonly initialParams: { data: number[] }[]
  readonly firstGradients: { data: number[] }[]
  readonly lossBeforeStep: number[]
  readonly finalParams: { data: number[] }[]
}

export const networks = goldenNetworks.cases.filter(({ layers }) =>
  Array.isArray(layers),
) as unknown as GoldenNetwork[]

const flat = (tensors: readonly { data: number[] }[]) => tensors.flatMap(({ data }) => data)

export function testOptimizers(create: CreateBackend): void {
  test.each(
    goldenOptimizers.cases as unknown as {
      optimizer: OptimizerName
      attrs: Record<string, number>
      trajectory: number[][]
    }[],
  )('$optimizer $attrs follows the trajectory of PyTorch', async (golden) => {
    const { l2 = 0, ...attributes } = golden.attrs
    const width = goldenOptimizers.initial.length
    const settings = optimizerSettings(golden.optimizer, attributes) as Record<string, number>
    const names = Object.keys(optimizers[golden.optimizer].settings)
    const setting = (i: number) => (i < names.length ? settings[names[i]] : 0)
    // Row k holds the gradient of step k as a target; times an input of 1 it becomes a gradient.
    const rows = goldenOptimizers.gradients.length
    const optimizer = {
      optimizer: golden.optimizer,
      count: 2 * width,
      l2,
      settings: [setting(0), setting(1), setting(2), setting(3)] as const,
    }
    const sizes = { rows, inputWidth: 1, units: width }
    const options = {
      inputs: goldenOptimizers.gradients.map(() => [1]),
      targets: goldenOptimizers.gradients,
      parameters: 2 * width,
      activations: rows * (1 + width),
      slots: optimizers[golden.optimizer].slots,
      optimizer,
    }
    const op = planOfOps({ ...options, programs: {} }).plan.optimizer
    const { plan, data } = planOfOps({
      ...options,
      programs: {
        train: [
          { kind: 'denseWeightGradient', ...sizes, x: 0, delta: rows, weight: 0, bias: width },
          op,
        ],
      },
    })
    const backend = await create()
    const initial = Float32Array.from([...goldenOptimizers.initial, ...goldenOptimizers.initial])
    const engine = await backend.load(plan, data, stateOf(plan, initial))
    const decay = (name: string, step: number) =>
      name in settings ? 1 / (1 - settings[name] ** (step + 1)) : 1
    for (const [step, expected] of golden.trajectory.entries()) {
      const batch: Batch = {
        step,
        start: step,
        rows: 1,
        count: rows,
        order: 0,
        key: 0,
        inputs: plan.sets.train.inputs,
        targets: plan.sets.train.targets,
        scale: 1,
        slot: METRIC.width * step,
        accumulate: 0,
        learningRate: settings['learningRate'],
        correction1: decay('beta1', step),
        correction2: decay('beta2', step),
        noise: 0,
      }
      engine.train([batch])
      const { parameters } = await engine.snapshot()
      expect(relativeError(parameters, [...expected, ...expected])).toBeLessThan(1e-5)
    }
    backend.dispose()
  })
}

/** Where PyTorch began. */
export function startGolden(backend: Backend, golden: GoldenNetwork): Promise<Run> {
  const { kind, ...values } = golden.optimizer
  const width = golden.x.shape[1]
  const inputs = Array.from({ length: golden.x.shape[0] }, (_, r) =>
    golden.x.data.slice(r * width, (r + 1) * width),
  )
  const targets =
    golden.loss === 'meanSquaredError'
      ? { targets: golden.y.data.map((value) => [value]) }
      : { labels: golden.y.data }
  const layers = golden.layers.slice(1, -1)
  return Run.start(
    backend,
    {
      inputs,
      ...targets,
      layers: layers.map((units) => ({ units, activation: golden.activation })),
      loss: golden.loss,
      optimizer: optimizerSettings(kind, values),
    },
    Float32Array.from(flat(golden.initialParams)),
  )
}

export function testNetworks(create: CreateBackend): void {
  test.each(networks)('$network trains as in PyTorch', async (golden) => {
    const backend = await create()
    const run = await startGolden(backend, golden)
    expect(relativeError(await run.engine.gradients(), flat(golden.firstGradients))).toBeLessThan(
      1e-5,
    )
    const steps = golden.lossBeforeStep.length
    run.train(steps)
    const losses = await run.losses(0, steps)
    losses.forEach((loss, step) => {
      expect(relativeError([loss], [golden.lossBeforeStep[step]])).toBeLessThan(1e-3)
    })
    expect(relativeError(await run.parameters(), flat(golden.finalParams))).toBeLessThan(1e-3)
    backend.dispose()
  })
}
