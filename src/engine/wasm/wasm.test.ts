import { buildKernels } from '../../../scripts/kernels.mjs'
import { describeConformance } from '../conformance.test-support'

describeConformance('wasm', async () => {
  await buildKernels()
  const { createWasmBackend } = await import('./backend')
  return createWasmBackend()
})
