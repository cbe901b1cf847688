import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Icons carry "use client", which means nothing here; a slow machine is no fault of the page. */
const NO_FAULT = ['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS', 'BUNDLER_TIMINGS']

export default defineConfig({
  // Relative, so that the build runs from any folder of any static host.
  base: './',
  plugins: [react()],
  // The engine's kernels, imported with `?inline` as a data URL.
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    rolldownOptions: {
      onLog: (level, log, handle) => {
        if (!NO_FAULT.includes(log.code ?? '')) handle(level, log)
      },
    },
  },
  test: {
    include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
