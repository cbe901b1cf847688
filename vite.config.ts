import { defineConfig } from 'vitest/config'

/** React's interface, Preact's size; see docs/decisions/004-preact-in-place-of-react.md. */
const preactForReact = {
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  react: 'preact/compat',
}

export default defineConfig({
  // Relative, so that the build runs from any folder of any static host.
  base: './',
  resolve: { alias: preactForReact },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
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
