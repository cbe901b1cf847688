import { createNodeGpu } from '../../../scripts/node-gpu.mjs'
import type { Backend, Engine } from '../backend'
import { createWebGpuBackend, type WebGpuBackend } from './backend'

/** Set where a machine has no Vulkan driver and someone has decided to go without these tests. */
export const withoutWebGpu = process.env['GLASSNET_WITHOUT_WEBGPU'] === '1'

/** Real WebGPU in Node. */
export function nodeGpu(): GPU {
  const gpu = createNodeGpu()
  if (gpu) return gpu
  throw new Error(
    'No Vulkan driver was found, so WebGPU cannot be tested. Install Chromium (its SwiftShader ' +
      'serves), or set GLASSNET_WITHOUT_WEBGPU=1 to skip these tests.',
  )
}

/** A backend of its own, whose mistakes show up as errors of the process. */
export function createTestBackend(): Promise<WebGpuBackend> {
  return createWebGpuBackend(nodeGpu(), {
    onError(message) {
      throw new Error(`WebGPU reported an error that no call did: ${message}`)
    },
  })
}

/**
 * Backends on one device, so that shaders compile once for all tests. Disposing of one disposes of
 * the engines that it loaded.
 */
export class SharedDevice {
  #backend: Promise<WebGpuBackend> | undefined

  async create(): Promise<Backend> {
    this.#backend ??= createTestBackend()
    const { name, adapter, load } = await this.#backend
    const engines: Engine[] = []
    return {
      name,
      adapter,
      async load(...request) {
        const engine = await load(...request)
        engines.push(engine)
        return engine
      },
      dispose() {
        for (const engine of engines) engine.dispose()
      },
    }
  }

  async dispose(): Promise<void> {
    const backend = await this.#backend
    backend?.dispose()
  }
}
