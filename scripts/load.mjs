/** Loads a TypeScript module of this repository into Node, as Vite understands it. */
import { join } from 'node:path'
import { ROOT } from './setup.mjs'

export async function loadModule(path) {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(join(ROOT, path), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    assetsInclude: ['**/*.wasm'],
  })
  return module
}
