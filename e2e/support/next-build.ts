import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { listFiles } from '../../scripts/precache.mjs'

/** Puts another build in place of the one in `folder`: all of its parts have other names. */
export function nextBuild(folder: string): void {
  const assets = join(folder, 'assets')
  const names = readdirSync(assets)
  const next = (name: string) => name.replace(/\.\w+$/, '-next$&')
  for (const name of names) renameSync(join(assets, name), join(assets, next(name)))
  for (const path of ['index.html', ...names.map((name) => join('assets', next(name)))]) {
    if (!['.html', '.js', '.css'].includes(extname(path))) continue
    const text = readFileSync(join(folder, path), 'utf8')
    writeFileSync(
      join(folder, path),
      names.reduce((before, name) => before.replaceAll(name, next(name)), text),
    )
  }
  listFiles(folder)
}
