import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = import.meta.dirname
/** A file imports its own layer or one before it. */
const LAYERS = ['lib', 'model', 'plan', 'engine', 'worker', 'store', 'views', 'lessons', 'app']
const PAGE = ['store', 'views', 'lessons', 'app']
const LONGEST_FILE = 400
/** Files that are better longer, each with its reason. */
const LONG_FILES: readonly string[] = []

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.(tsx?|css)$/.test(path) && !path.startsWith('engine/wasm/build/'))
const sources = files.map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }))

/** `export … from`, `import … from`, `import '…'`, `import(…)` and `new URL(…)` of workers. */
const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|\bnew URL\(\s*)'(\.[^'?]*)/g
const edges = sources
  .filter(({ path }) => !/\.test(-support)?\.|\.d\.ts$|\.css$|\/kernels\//.test(path))
  .flatMap(({ path, text }) =>
    [...text.matchAll(IMPORT)].map(([, target]) => ({
      from: path,
      to: relative(SRC, join(SRC, dirname(path), target))
        .split(sep)
        .join('/'),
    })),
  )
const layerOf = (path: string) => path.split('/')[0]
const show = ({ from, to }: { from: string; to: string }) => `${from} imports ${to}`
const broken = (rule: (edge: { from: string; to: string }) => boolean) =>
  edges.filter((edge) => !edge.to.startsWith('..') && rule(edge)).map(show)

describe('layer walls', () => {
  it('are judged on a plausible number of imports', () => {
    expect(edges.length).toBeGreaterThan(400)
    const seen = new Set(edges.map(({ from }) => layerOf(from)))
    expect(LAYERS).toEqual(expect.arrayContaining([...seen]))
    expect(seen.size).toBeGreaterThanOrEqual(8)
  })

  it('let a file import its own layer or a lower one', () => {
    const rank = (path: string) => LAYERS.indexOf(layerOf(path))
    expect(broken(({ from, to }) => rank(to) === -1 || rank(to) > rank(from))).toEqual([])
  })

  it('let the page know the worker only by its client and protocol, and never the engine', () => {
    const isClosed = (to: string) =>
      layerOf(to) === 'engine' ||
      (layerOf(to) === 'worker' && !/^worker\/(client|protocol)$/.test(to))
    expect(broken(({ from, to }) => PAGE.includes(layerOf(from)) && isClosed(to))).toEqual([])
  })

  it('keep each view apart from the others', () => {
    const viewOf = (path: string) => /^views\/([^/]+)/.exec(path)?.[1]
    const isOther = (from: string, to: string) => ![viewOf(from), 'shared'].includes(viewOf(to))
    expect(
      broken(
        ({ from, to }) => layerOf(from) === 'views' && layerOf(to) === 'views' && isOther(from, to),
      ),
    ).toEqual([])
  })
})

describe('files', () => {
  it(`have at most ${LONGEST_FILE} lines`, () => {
    const long = sources.filter(({ text }) => text.split('\n').length > LONGEST_FILE + 1)
    expect(long.map(({ path }) => path)).toEqual(LONG_FILES)
  })
})
