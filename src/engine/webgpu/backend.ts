import { type Backend, EngineError } from '../backend'
import { Device } from './device'
import { WebGpuEngine } from './engine'

export interface WebGpuBackend extends Backend {
  readonly name: 'webgpu'
  /** Whether the adapter is software, which is a slower way to use the CPU. */
  readonly isFallback: boolean
  /** Resolves with the reason once the device is lost; engines are of no more use then. */
  readonly lost: Promise<string>
}

export interface WebGpuOptions {
  /** Told of errors that no call reports, which are mistakes in this code. */
  readonly onError?: (message: string) => void
}

const SOFTWARE = { SwiftShader: /swiftshader/i, llvmpipe: /llvmpipe|lavapipe/i } as const

/**
 * Takes the fastest adapter there is.
 *
 * @throws EngineError `unavailable` where there is none, with the reason
 */
export async function createWebGpuBackend(
  gpu: GPU,
  options: WebGpuOptions = {},
): Promise<WebGpuBackend> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new EngineError('unavailable', 'WebGPU found no graphics card')
  const gpuDevice = await requestDevice(adapter)
  gpuDevice.addEventListener('uncapturederror', ({ error }) => options.onError?.(error.message))
  const device = new Device(gpuDevice)
  const { name, isFallback } = describeAdapter(adapter)
  return {
    name: 'webgpu',
    adapter: name,
    isFallback,
    lost: device.lost,
    load: (plan, data, state) => WebGpuEngine.create(device, plan, data, state),
    dispose: () => device.dispose(),
  }
}

/** With room for buffers as large as the adapter has; all else is within every device's limits. */
async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits
  try {
    return await adapter.requestDevice({
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError('unavailable', `the graphics card refused to work: ${reason}`)
  }
}

/** What people call the adapter, and whether it is a CPU in disguise. */
export function describeAdapter(adapter: GPUAdapter): { name: string; isFallback: boolean } {
  // Browsers differ in where they say so; older ones put it on the adapter itself.
  const info: Partial<GPUAdapterInfo> = adapter.info ?? {}
  const { isFallbackAdapter } = adapter as { isFallbackAdapter?: boolean }
  const { vendor = '', architecture = '', device = '', description = '' } = info
  const texts = [description, device, vendor, architecture].join(' ')
  const software = Object.entries(SOFTWARE).find(([, pattern]) => pattern.test(texts))?.[0]
  const named = description || [vendor, architecture].filter(Boolean).map(capitalize).join(' ')
  return {
    name: software ?? (named || 'graphics card'),
    isFallback: info.isFallbackAdapter || isFallbackAdapter || software !== undefined,
  }
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
