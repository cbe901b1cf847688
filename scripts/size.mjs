/**
 * What a first visit downloads, in gzipped bytes, read from the built page: the document, the
 * scripts and styles it names, the scripts these import at once, the fonts for Latin text. Parts
 * fetched later (dialogs, data files) do not count; the worker is counted apart.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from './setup.mjs'

export const BUDGET = { page: 180_000, worker: 60_000 }

const DIST = join(ROOT, 'dist')

/** `{ page, worker }`, each `{ bytes, files: [{ path, bytes }] }`, paths relative to dist/. */
export function measureSizes(dist = DIST) {
  const read = (path) => readFileSync(join(dist, path), 'utf8')
  const html = read('index.html')
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)]
    .map(([, path]) => path)
    .filter((path) => /\.(js|css|woff2)$/.test(path))
  const scripts = withImports(read, named.filter(isScript))
  const styles = named.filter((path) => path.endsWith('.css'))
  const fonts = [
    ...named.filter((path) => path.endsWith('.woff2')),
    ...styles.flatMap((path) => latinFonts(path, read(path))),
  ]
  const workers = scripts.flatMap((path) =>
    [...read(path).matchAll(/new Worker\(new URL\((?:\/\*.*?\*\/)?\s*["'`]([^"'`]+)/g)].map(
      ([, url]) => resolve(path, url),
    ),
  )
  const sum = (paths) => {
    const files = [...new Set(paths)].map((path) => ({ path, bytes: gzipped(join(dist, path)) }))
    return { files, bytes: files.reduce((total, { bytes }) => total + bytes, 0) }
  }
  return {
    page: sum(['index.html', ...scripts, ...styles, ...fonts]),
    worker: sum(withImports(read, workers)),
  }
}

/** Resolves to `{ ok, output }` with a line per file. */
export function checkSizes() {
  if (!existsSync(join(DIST, 'index.html'))) return { ok: false, output: 'There is no build.\n' }
  const sizes = measureSizes()
  const lines = Object.entries(BUDGET).flatMap(([name, budget]) => [
    `${name}: ${kilobytes(sizes[name].bytes)} gzipped of ${kilobytes(budget)} allowed`,
    ...sizes[name].files.map(({ path, bytes }) => `  ${kilobytes(bytes).padStart(9)}  ${path}`),
  ])
  const ok = Object.entries(BUDGET).every(
    ([name, budget]) => sizes[name].bytes > 0 && sizes[name].bytes <= budget,
  )
  return { ok, output: `${lines.join('\n')}\n` }
}

export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function withImports(read, paths) {
  const seen = new Set()
  const visit = (path) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const [, url] of read(path).matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      visit(resolve(path, url))
    }
  }
  paths.forEach(visit)
  return [...seen]
}

/** A browser fetches a font only for characters within its range; those of U+0000–00FF always. */
function latinFonts(path, css) {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)]
    .map(([, face]) => face)
    .filter((face) => !/unicode-range/.test(face) || /unicode-range:\s*U\+0{0,4}-/i.test(face))
    .flatMap((face) => [...face.matchAll(/url\(["']?([^"')]+\.woff2)/g)])
    .map(([, url]) => resolve(path, url))
}

function resolve(from, url) {
  return posix.normalize(posix.join(posix.dirname(from), url))
}

function isScript(path) {
  return path.endsWith('.js')
}

function gzipped(path) {
  const bytes = readFileSync(path)
  // Fonts are compressed as they are; servers send them plain.
  return path.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length
}
