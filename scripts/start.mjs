/** `npm start`: installs what is missing, builds, serves the page and prints its address. */
import { parseArgs } from 'node:util'
import { requireNode } from './setup.mjs'

requireNode()
const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } })
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port must be a whole number from 0 to 65535, not "${values.port}".`)
  process.exit(2)
}
const { build } = await import('./build.mjs')
const { serve } = await import('./serve.mjs')

await build({ quiet: true })
const { url, close } = await serve({ port })
console.log(`\nGlassnet is ready: ${url}\nStop it with Ctrl+C.`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    void close().then(() => process.exit(0))
  })
}
