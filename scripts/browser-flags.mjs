/** How the tests, the benchmark and the pictures start Chromium. */

/** Nothing but the page; without a sandbox, which root and containers cannot have. */
export const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * WebGPU in software (SwiftShader). With fewer flags compute works, but canvases are blank or lose
 * the device. Without the first the browser finds no adapter, as on many phones and computers.
 */
export const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=vulkan',
]
