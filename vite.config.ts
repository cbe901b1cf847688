import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Relative, so that the build runs from any folder of any static host.
  base: './',
  plugins: [react()],
  // The engine's kernels, imported with `?inline` as a data URL.
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Icons carry "use client", which means nothing here.
    rolldownOptions: {
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
    },
  },
  test: {
    include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
