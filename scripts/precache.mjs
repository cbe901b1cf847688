/**
 * What the service worker keeps (src/service-worker/): a list of the finished build, put in front of
 * its script.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'

const SCRIPT = 'service-worker.js'
/** For programs and for the system that installs the page, which fetch them by themselves. */
const ASIDE = /^(icons\/|experiment\.schema\.json$|data\/NOTICE\.md$)|\.map$/

/** A plugin for vite. */
export function precache() {
  return {
    name: 'precache',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir }) => listFiles(dir),
    },
  }
}

/** Lists the files of the build in `folder` in its service worker, in place of an earlier list. */
export function listFiles(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path !== SCRIPT && !ASIDE.test(path))
    .sort()
  const digests = (own) =>
    Object.fromEntries(
      own.map((path) => {
        const digest = createHash('sha256').update(readFileSync(join(folder, path)))
        // A server answers the folder's own address with its index.
        return [path === 'index.html' ? '' : path, `sha256-${digest.digest('base64')}`]
      }),
    )
  const isData = (path) => path.startsWith('data/')
  const shell = digests(paths.filter((path) => !isData(path)))
  const data = digests(paths.filter(isData))

  const script = join(folder, SCRIPT)
  const code = readFileSync(script, 'utf8').replace(/^const BUILD=.*\n/, '')
  writeFileSync(script, `const BUILD=${JSON.stringify({ shell, data })}\n${code}`)
}
