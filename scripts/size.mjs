/**
 * What a first visit downloads, in gzipped bytes: whatever Chromium asks for until the page rests,
 * the worker counted apart. Parts that are fetched later, such as dialogs, do not count.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { QUIET } from './browser-flags.mjs'
import { serve } from './serve.mjs'
import { ensureChromium, ROOT } from './setup.mjs'

/** In bytes; 190 kB is the promise, see docs/architecture.md. */
export const BUDGET = { page: 190_000, worker: 93_000 }

const DIST = join(ROOT, 'dist')

/** `{ page, worker }`, each `{ bytes, files: [{ path, bytes }] }`, paths relative to dist/. */
export async function measureSizes() {
  const { page, worker } = await requestedFiles()
  const sum = (paths) => {
    const files = [...paths].map((path) => ({ path, bytes: gzipped(join(DIST, path)) }))
    files.sort((a, b) => b.bytes - a.bytes)
    return { files, bytes: files.reduce((total, { bytes }) => total + bytes, 0) }
  }
  return { page: sum(page), worker: sum(worker) }
}

/** Resolves to `{ ok, output }` with a line per file. */
export async function checkSizes() {
  if (!existsSync(join(DIST, 'index.html'))) return { ok: false, output: 'There is no build.\n' }
  const sizes = await measureSizes()
  const lines = Object.entries(BUDGET).flatMap(([name, budget]) => [
    `${name}: ${kilobytes(sizes[name].bytes)} gzipped of ${kilobytes(budget)} allowed`,
    ...sizes[name].files.map(({ path, bytes }) => `  ${kilobytes(bytes).padStart(9)}  ${path}`),
  ])
  const ok = Object.entries(BUDGET).every(
    ([name, budget]) => sizes[name].bytes > 0 && sizes[name].bytes <= budget,
  )
  const { page, worker } = sizes
  const summary = `page ${kilobytes(page.bytes)}, worker ${kilobytes(worker.bytes)} gzipped`
  return { ok, output: `${lines.join('\n')}\n`, summary }
}

export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}

async function requestedFiles() {
  const { chromium } = await import('@playwright/test')
  const { url, close } = await serve({ port: 0 })
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: QUIET })
  try {
    // What is kept for a visit without a connection comes after the page, and delays nothing.
    const page = await browser.newPage({ serviceWorkers: 'block' })
    const requested = new Set()
    const workers = new Set()
    const fileOf = (address) => address.slice(url.length).split(/[?#]/)[0] || 'index.html'
    page.on('request', (request) => {
      if (request.url().startsWith(url)) requested.add(fileOf(request.url()))
    })
    page.on('worker', (worker) => workers.add(fileOf(worker.url())))
    await page.goto(url, { waitUntil: 'networkidle' })
    for (const path of workers) for (const other of importsOf(path)) workers.add(other)
    return { page: [...requested].filter((path) => !workers.has(path)), worker: workers }
  } finally {
    await browser.close()
    await close()
  }
}

/** What a worker's script imports, shaders included, which come where there is a device. */
function importsOf(path) {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const text = readFileSync(join(DIST, path), 'utf8')
  const imports = text.matchAll(/\b(?:from|import)\s*\(?\s*["'`]\.\/([^"'`]+\.js)["'`]/g)
  return [...imports].map(([, name]) => `${folder}${name}`)
}

function gzipped(path) {
  const bytes = readFileSync(path)
  // Fonts are compressed as they are; servers send them plain.
  return path.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length
}
