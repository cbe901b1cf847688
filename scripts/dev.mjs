/** `npm run dev`: the page from its sources, reloaded on every change. */
import { ensureInstalled, ensureKernels, ROOT } from './setup.mjs'

await ensureInstalled()
await ensureKernels()
const { createServer } = await import('vite')
const server = await createServer({ root: ROOT })
await server.listen()
server.printUrls()
