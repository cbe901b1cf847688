import { afterAll, describe, expect, test, vi } from 'vitest'
import { METRIC } from '../../plan/plan'
import { EngineError } from '../backend'
import { NOTHING, Run, randomValues, stateOf } from '../conformance/fixtures.test-support'
import { randomTable } from '../conformance/layers.test-support'
import { createWebGpuBackend, describeAdapter } from './backend'
import {
  createTestBackend,
  nodeGpu,
  SharedDevice,
  withoutWebGpu,
} from './test-backend.test-support'

const options = {
  ...randomTable(37, 2, 1),
  tested: 5,
  layers: [{ units: 4, activation: 'tanh' as const }],
  loss: 'meanSquaredError' as const,
  batchSize: 8,
  order: 'shuffled' as const,
}

describe.skipIf(withoutWebGpu)('the WebGPU engine', () => {
  const shared = new SharedDevice()
  afterAll(() => shared.dispose())

  test('makes two calls into the queue per block of steps, and one submit per observation', async () => {
    const run = await Run.start(await shared.create(), options)
    const before = run.engine.calls
    run.train(64)
    const trained = run.engine.calls
    expect(trained.queue - before.queue).toBe(2)
    expect(trained.dispatches - before.dispatches).toBe(64 * run.plan.programs.train.length)
    await run.observe({ evaluate: true, metrics: { from: 0, to: 64 }, parameters: true })
    expect(run.engine.calls.queue - trained.queue).toBe(2)
  })

  test('repeats a run bit for bit', async () => {
    const results = []
    for (let i = 0; i < 2; i++) {
      const run = await Run.start(await shared.create(), options)
      run.train(300)
      results.push(await run.parameters())
    }
    expect(results[1]).toEqual(results[0])
  })

  test('answers questions asked together for the moments at which they were asked', async () => {
    const run = await Run.start(await shared.create(), options)
    const asked = []
    for (let i = 0; i < 9; i++) {
      asked.push(run.observe({ evaluate: true, parameters: true }))
      run.train(1)
    }
    const answers = await Promise.all(asked)
    const losses = answers.map(({ evaluation }) => evaluation?.train.loss ?? Number.NaN)
    const again = await Run.start(await shared.create(), options)
    for (const [i, loss] of losses.entries()) {
      const { evaluation, parameters } = await again.observe({ evaluate: true, parameters: true })
      expect(evaluation?.train.loss).toBe(loss)
      expect(parameters).toEqual(answers[i].parameters)
      again.train(1)
    }
  })

  test('trains replicas apart and reports the first', async () => {
    const backend = await shared.create()
    const one = await Run.start(backend, options)
    const size = one.plan.sizes.parameters
    const other = randomValues(size, 0.5, 9)
    const first = await one.parameters()
    const both = Float32Array.from([...first, ...other])
    const run = await Run.start(backend, options, both, 2)
    const alone = await Run.start(backend, options, other)
    for (const each of [one, run, alone]) each.train(20)
    const expected = [...(await one.parameters()), ...(await alone.parameters())]
    expect([...(await run.parameters())]).toEqual(expected)
    const { evaluation } = await run.observe({ evaluate: true })
    expect(evaluation).toEqual((await one.observe({ evaluate: true })).evaluation)
  })

  test('keeps the last steps of the metrics ring across its end', async () => {
    const run = await Run.start(await shared.create(), options)
    const { ringSize } = run.plan
    run.train(ringSize + 3)
    const { metrics } = await run.observe({ metrics: { from: ringSize - 2, to: ringSize + 3 } })
    expect(metrics.length).toBe(5 * METRIC.width)
    for (let i = 0; i < 5; i++) expect(metrics[i * METRIC.width]).toBeGreaterThan(0)
  })

  test('writes a loss that is not finite where training diverges', async () => {
    const run = await Run.start(await shared.create(), {
      ...options,
      layers: [{ units: 4, activation: 'relu' }],
      optimizer: { kind: 'sgd', learningRate: 1e20 },
    })
    run.train(8)
    const losses = await run.losses(0, 8)
    expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true)
  })

  test('compiles what takes updates apart when first asked, and once', async () => {
    const adapter = await nodeGpu().requestAdapter()
    if (!adapter) throw new Error('no adapter')
    const device = await adapter.requestDevice()
    const compiled = vi.spyOn(device, 'createComputePipeline')
    const prepared = vi.spyOn(device, 'createComputePipelineAsync')
    adapter.requestDevice = () => Promise.resolve(device)
    const gpu = { requestAdapter: () => Promise.resolve(adapter) } as unknown as GPU
    const backend = await createWebGpuBackend(gpu)
    const run = await Run.start(backend, options)
    const before = prepared.mock.calls.length
    const labels = (calls: readonly (readonly [GPUComputePipelineDescriptor])[]) =>
      calls.map(([{ label }]) => label?.replace('shaders/ops/', ''))
    expect(labels(prepared.mock.calls)).toContain('optimizer_update.wgsl')
    expect(labels(prepared.mock.calls)).not.toContain('set_aside_copy.wgsl')
    const { reductions } = run.plan.dissection
    const summaries = reductions.filter(({ kind }) => kind === 'summary')
    const dissect = run.nextBatch()
    for (const dissections of [[], summaries, summaries, reductions]) {
      await run.observe({ dissect, dissections })
    }
    expect(prepared).toHaveBeenCalledTimes(before)
    // Summaries of tensors that are pre-activations of tanh, and of all others.
    expect(labels(compiled.mock.calls)).toEqual([
      'set_aside_copy.wgsl',
      'take_back_copy.wgsl',
      'summary_entries.wgsl',
      'summary_entries.wgsl',
      'unit_summary_entries.wgsl',
      'unit_summary_entries.wgsl',
    ])
    backend.dispose()
  })

  test('refuses a plan that is beyond the device, with the numbers', async () => {
    const backend = await shared.create()
    const { plan } = await Run.start(backend, options)
    const large = { ...plan, sizes: { ...plan.sizes, activations: 2 ** 32 } }
    const load = backend.load(large, new Float32Array(0), stateOf(plan, new Float32Array(0)))
    await expect(load).rejects.toThrow(
      /needs 16,384 MB for its activations, but .* takes [\d,]+ MB/,
    )
    await expect(load).rejects.toMatchObject({ kind: 'tooLarge' })
  })

  test('rejects questions asked before and after the device is lost', async () => {
    const backend = await createTestBackend()
    const run = await Run.start(backend, options)
    const pending = run.engine.observe({ ...NOTHING, evaluate: true })
    const failure = pending.catch((error: unknown) => error)
    backend.dispose()
    expect(await backend.lost).toContain('destroyed')
    expect(await failure).toMatchObject({ kind: 'deviceLost' })
    await expect(run.engine.snapshot()).rejects.toBeInstanceOf(EngineError)
    await expect(run.engine.ready()).rejects.toMatchObject({ kind: 'deviceLost' })
  })

  test('rejects questions in flight when it is disposed of', async () => {
    const run = await Run.start(await shared.create(), options)
    const pending = run.engine.snapshot()
    run.engine.dispose()
    await expect(pending).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

test.each([
  [{ vendor: 'apple', architecture: 'metal-3' }, 'Apple Metal-3', false],
  [{ vendor: 'nvidia', description: 'NVIDIA GeForce RTX 4070' }, 'NVIDIA GeForce RTX 4070', false],
  [{ vendor: 'google', architecture: 'swiftshader' }, 'SwiftShader', true],
  [{ description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, 'llvmpipe', true],
  [{ vendor: 'x', isFallbackAdapter: true }, 'X', true],
  [{}, 'graphics card', false],
])('describes the adapter %o', (info, name, isFallback) => {
  expect(describeAdapter({ info } as unknown as GPUAdapter)).toEqual({ name, isFallback })
})
