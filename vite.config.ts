import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Relative, so that the build runs from any folder of any static host.
  base: './',
  plugins: [react()],
  // The engine's kernels, imported with `?inline` as a data URL.
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'es' },
  build: { target: 'es2023' },
  test: {
    include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
