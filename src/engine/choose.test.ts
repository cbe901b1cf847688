import { beforeEach, describe, expect, test, vi } from 'vitest'
import { compile } from '../plan/compile'
import { type Backend, type Engine, EngineError } from './backend'
import { Backends, chooseBackend, type Workload } from './choose'
import { tableExperiment } from './conformance/fixtures.test-support'
import type { WebGpuBackend } from './webgpu/backend'

const gpu = {} as GPU

/** What a trial reads as the time; only training makes it pass. */
let nowMs = 0

beforeEach(() => {
  nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  return () => vi.restoreAllMocks()
})

/** Takes a given time per step, and does nothing else. */
function engineOf(microsPerStep: number): Engine {
  const unasked = () => Promise.reject(new Error('not asked for here'))
  return {
    mostBatches: 64,
    train(batches) {
      nowMs += (batches.length * microsPerStep) / 1000
    },
    ready: () => Promise.resolve(),
    observe: async () => ({ metrics: new Float32Array(4), probes: [], dissections: [] }),
    snapshot: unasked,
    gradients: unasked,
    restore() {},
    remember() {},
    write() {},
    calls: { queue: 0, dispatches: 0 },
    dispose() {},
  }
}

function fakes({ wasm = 10, webgpu = 10, isFallback = false, gpuError = '' } = {}) {
  const counts = { loads: 0 }
  let lose: (reason: string) => void = () => {}
  const lost = new Promise<string>((resolve) => {
    lose = resolve
  })
  const load =
    (micros: number): Backend['load'] =>
    async () => {
      counts.loads += 1
      return engineOf(micros)
    }
  const create = {
    wasm: async (): Promise<Backend> => ({
      name: 'wasm',
      adapter: 'one thread',
      load: load(wasm),
      dispose() {},
    }),
    webgpu: async (): Promise<WebGpuBackend> => {
      if (gpuError) throw new EngineError('unavailable', gpuError)
      return {
        name: 'webgpu',
        adapter: 'SwiftShader',
        isFallback,
        lost,
        load: load(webgpu),
        dispose() {},
      }
    },
  }
  return { create, counts, lose }
}

function workload(): Workload {
  const { experiment, dataset } = tableExperiment({
    inputs: [[0], [1], [2], [3]],
    labels: [0, 1, 0, 1],
    loss: 'binaryCrossEntropy',
  })
  const { plan, data } = compile(experiment, dataset)
  const state = { parameters: new Float32Array(2), optimizer: new Float32Array(0) }
  return { experiment, plan, data, state }
}

describe('chooseBackend', () => {
  test('takes WebAssembly and says so where the browser has no WebGPU', async () => {
    const { backend, reason } = await chooseBackend(
      'auto',
      workload(),
      new Backends(undefined, fakes().create),
    )
    expect(backend.name).toBe('wasm')
    expect(reason).toBe('this browser has no WebGPU')
  })

  test('takes WebAssembly where WebGPU finds no graphics card', async () => {
    const { create } = fakes({ gpuError: 'WebGPU found no graphics card' })
    const { backend, reason } = await chooseBackend('auto', workload(), new Backends(gpu, create))
    expect(backend.name).toBe('wasm')
    expect(reason).toBe('WebGPU found no graphics card')
  })

  test('takes a software adapter for a CPU, unless it is asked for', async () => {
    const backends = new Backends(gpu, fakes({ isFallback: true }).create)
    const auto = await chooseBackend('auto', workload(), backends)
    expect(auto.backend.name).toBe('wasm')
    expect(auto.reason).toBe('the only WebGPU adapter is software (SwiftShader)')
    const forced = await chooseBackend('webgpu', workload(), backends)
    expect(forced.backend.name).toBe('webgpu')
    expect(forced.reason).toBe('you chose WebGPU')
  })

  test.each([
    ['WebGPU', { wasm: 800, webgpu: 100 }],
    ['WebAssembly', { wasm: 100, webgpu: 800 }],
  ])('takes %s where it trains more examples per second', async (name, times) => {
    const backends = new Backends(gpu, fakes(times).create)
    const { backend, reason } = await chooseBackend('auto', workload(), backends)
    expect(backend.name).toBe(name === 'WebGPU' ? 'webgpu' : 'wasm')
    expect(reason).toBe(`${name} was 8.0× faster on this network (40,000 against 5,000 examples/s)`)
  })

  test('tries a network of one shape only once', async () => {
    const { create, counts } = fakes()
    const backends = new Backends(gpu, create)
    const first = await chooseBackend('auto', workload(), backends)
    expect(counts.loads).toBe(2)
    expect(await chooseBackend('auto', workload(), backends)).toEqual(first)
    expect(counts.loads).toBe(2)
  })

  test('gives way to WebAssembly where a forced WebGPU fails', async () => {
    const { create } = fakes({ gpuError: 'WebGPU found no graphics card' })
    const { backend, reason } = await chooseBackend('webgpu', workload(), new Backends(gpu, create))
    expect(backend.name).toBe('wasm')
    expect(reason).toBe('WebGPU could not be used: WebGPU found no graphics card')
  })

  test('stays away from a graphics device that was lost', async () => {
    const { create, lose } = fakes({ wasm: 800, webgpu: 100 })
    const backends = new Backends(gpu, create)
    expect((await chooseBackend('auto', workload(), backends)).backend.name).toBe('webgpu')
    lose('the driver restarted')
    await Promise.resolve()
    const { backend, reason } = await chooseBackend('auto', workload(), backends)
    expect(backend.name).toBe('wasm')
    expect(reason).toBe('the graphics device was lost: the driver restarted')
  })
})
