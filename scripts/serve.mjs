/**
 * A static server for the built page, for `npm start`, the browser tests and the benchmark:
 *
 *   node scripts/serve.mjs [--port N]
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ROOT } from './setup.mjs'

const DIST = join(ROOT, 'dist')
const PORTS_TRIED = 50

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Serves the folder `root` on this machine alone. Takes the next free port where `port` is in use;
 * port 0 leaves the choice to the system. Resolves to `{ url, close() }`.
 */
export async function serve({ port = 4173, root = DIST } = {}) {
  const server = createServer((request, response) => {
    respond(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const bound = await listen(server, port)
  return {
    url: `http://localhost:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

async function listen(server, port) {
  for (let tried = 0; ; tried++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port === 0 ? 0 : port + tried, 'localhost', () => {
          server.off('error', reject)
          resolve()
        })
      })
      return server.address().port
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tried >= PORTS_TRIED) throw error
    }
  }
}

async function respond(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const file = await findFile(root, request.url ?? '/')
  if (!file) {
    response.writeHead(404, { 'Content-Type': TYPES['.txt'] }).end('Not found\n')
    return
  }
  const etag = `"${file.size.toString(36)}-${file.mtimeMs.toString(36)}"`
  const headers = { 'Cache-Control': 'no-cache', ETag: etag }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response)
}

async function findFile(root, url) {
  let path
  try {
    path = normalize(join(root, decodeURIComponent(new URL(url, 'http://localhost').pathname)))
  } catch {
    return null
  }
  if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) return null
  for (const candidate of [path, join(path, 'index.html')]) {
    const found = await stat(candidate).catch(() => null)
    if (found?.isFile()) return { path: candidate, size: found.size, mtimeMs: found.mtimeMs }
  }
  return null
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } })
  const { url } = await serve({ port: Number(values.port) })
  console.log(url)
}
