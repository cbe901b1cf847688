/** `npm run build`: the static page in dist/, which works from any folder of any static host. */
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ensureKernels, ROOT } from './setup.mjs'

/** Fails on warnings too: an over-long chunk or an unresolved import is not for later. */
export async function build({ quiet = false } = {}) {
  await ensureInstalled()
  await ensureKernels()
  const { build: viteBuild, createLogger } = await import('vite')
  const logLevel = quiet ? 'warn' : 'info'
  const logger = createLogger(logLevel)
  const warnings = []
  for (const level of ['warn', 'warnOnce']) {
    const print = logger[level]
    logger[level] = (message, options) => {
      warnings.push(message)
      print(message, options)
    }
  }
  await viteBuild({ root: ROOT, logLevel, customLogger: logger })
  if (warnings.length > 0) throw new Error(`The build gave ${warnings.length} warnings, see above.`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
