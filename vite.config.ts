import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { precache } from './scripts/precache.mjs'

/** Icons carry "use client", which means nothing here; a slow machine is no fault of the page. */
const NO_FAULT = ['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS', 'BUNDLER_TIMINGS']

const SERVICE_WORKER = 'service-worker'

export default defineConfig({
  // Relative, so that the build runs from any folder of any static host.
  base: './',
  plugins: [react(), precache()],
  // The engine's kernels, imported with `?inline` as a data URL.
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    rolldownOptions: {
      input: { index: 'index.html', [SERVICE_WORKER]: 'src/service-worker/service-worker.ts' },
      output: {
        // Beside the page, whose address it is to answer, and under one name for ever.
        entryFileNames: ({ name }) =>
          name === SERVICE_WORKER ? '[name].js' : 'assets/[name]-[hash].js',
        // All that a first visit needs in one file, which packs better than many small ones.
        codeSplitting: {
          groups: [
            { name: 'index', tags: ['$initial'], test: (id) => !id.includes(SERVICE_WORKER) },
          ],
        },
      },
      onLog: (level, log, handle) => {
        if (!NO_FAULT.includes(log.code ?? '')) handle(level, log)
      },
    },
  },
  test: {
    include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
    // Against hanging only: a machine may be busy, and some kernels run on a GPU in software.
    testTimeout: 120_000,
  },
})
