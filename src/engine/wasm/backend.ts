import type { Plan } from '../../plan/plan'
import { type Backend, type Engine, EngineError, type ParameterState } from '../backend'
import kernels from './build/kernels.wasm?inline'
import { WasmEngine } from './engine'
import type { Kernels } from './memory'

/**
 * The reference backend: 128-bit SIMD in one thread, the same bits on every machine. Every engine
 * has an instance of the kernels to itself, so that its memory goes when it goes.
 *
 * @throws EngineError `unavailable` where the browser lacks WebAssembly SIMD
 */
export async function createWasmBackend(): Promise<Backend> {
  const bytes = await (await fetch(kernels)).arrayBuffer()
  try {
    await instantiate(bytes)
  } catch {
    throw new EngineError(
      'unavailable',
      'This browser does not run WebAssembly with SIMD. Any browser since 2023 does.',
    )
  }
  return new WasmBackend(bytes)
}

class WasmBackend implements Backend {
  readonly name = 'wasm'
  readonly adapter = 'SIMD, one thread'
  readonly #bytes: ArrayBuffer

  constructor(bytes: ArrayBuffer) {
    this.#bytes = bytes
  }

  async load(plan: Plan, data: Float32Array<ArrayBuffer>, state: ParameterState): Promise<Engine> {
    return new WasmEngine(await instantiate(this.#bytes), plan, data, state)
  }

  dispose(): void {}
}

/** Shared with tests of single kernels. */
export async function instantiate(bytes: ArrayBuffer): Promise<Kernels> {
  const { instance } = await WebAssembly.instantiate(bytes)
  return instance.exports as unknown as Kernels
}
