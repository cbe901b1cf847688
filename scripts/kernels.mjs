// Compiles the AssemblyScript kernels to WebAssembly, unless the result is newer than every source.
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = join(root, 'src/engine/wasm/kernels')
const output = join(root, 'src/engine/wasm/build/kernels.wasm')

/** Largest memory that the engine may grow to, in pages of 64 KiB: 1 GiB. */
const MOST_PAGES = 16384

const OPTIONS = [
  ['--runtime', 'stub'],
  ['--enable', 'simd'],
  ['--maximumMemory', String(MOST_PAGES)],
  // No kernel throws, so nothing is imported.
  ['--use', 'abort='],
  '-O3',
  '--noAssert',
].flat()

export async function buildKernels() {
  const newest = await newestChange([sources, fileURLToPath(import.meta.url)])
  const built = await stat(output).catch(() => undefined)
  if (built && built.mtimeMs > newest) return false

  const asc = await import('assemblyscript/asc')
  const entry = relative(root, join(sources, 'run.ts'))
  let bytes
  const files = [entry, '--baseDir', root, '--outFile', 'kernels.wasm']
  const { error, stderr } = await asc.main([...files, ...OPTIONS], {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents
    },
  })
  if (error || !bytes) throw new Error(`The kernels do not compile.\n${stderr.toString()}`)

  await mkdir(dirname(output), { recursive: true })
  // Renamed into place, so that nobody reads half a file.
  const temporary = `${output}.${process.pid}`
  await writeFile(temporary, bytes)
  await rename(temporary, output)
  return true
}

/** When any file at or below the paths last changed, in milliseconds. */
async function newestChange(paths) {
  let newest = 0
  for (const path of paths) {
    const entry = await stat(path)
    newest = Math.max(newest, entry.mtimeMs)
    if (!entry.isDirectory()) continue
    const names = await readdir(path)
    newest = Math.max(newest, await newestChange(names.map((name) => join(path, name))))
  }
  return newest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const start = performance.now()
  const worked = await buildKernels()
  const elapsed = ((performance.now() - start) / 1000).toFixed(1)
  console.log(worked ? `Kernels compiled in ${elapsed} s.` : 'Kernels are up to date.')
}
