/**
 * What every command needs before it can start, with nothing but Node at hand: this file imports no
 * package, so that it runs in a fresh clone.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const LEAST_NODE = [20, 19]

/** Ends the process with a message when Node is too old for the tools used here. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return
  console.error(
    `Glassnet needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}. ` +
      'Install a current version from https://nodejs.org and run the command again.',
  )
  process.exit(1)
}

/** Installs the packages of package-lock.json unless exactly they are installed. */
export async function ensureInstalled() {
  requireNode()
  if (packagesMatch()) return
  console.log('Installing packages …')
  await npm(['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev'])
}

/** Compiles the WebAssembly kernels unless they are up to date. */
export async function ensureKernels() {
  const { buildKernels } = await import('./kernels.mjs')
  await buildKernels()
}

/** The path of a Chromium or Chrome, installed first where there is none. */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  installDebianPackages('Chromium', ['chromium'])
  const installed = findChromium()
  if (installed) return installed
  console.log('Downloading Chromium …')
  runNode(join(ROOT, 'node_modules/@playwright/test/cli.js'), ['install', 'chromium'])
  const downloaded = await playwrightChromium()
  if (downloaded) return downloaded
  throw new Error(
    'No Chromium could be found or installed. Install Chrome or Chromium, or set CHROME_PATH to it.',
  )
}

/** Installs packages of the system, where that is Debian or the like and this process may. */
export function installDebianPackages(what, packages) {
  const { platform, getuid } = process
  if (platform !== 'linux' || getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  console.log(`Installing ${what} …`)
  if (!succeeds('apt-get', ['update'])) return
  succeeds('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    DEBIAN_FRONTEND: 'noninteractive',
  })
}

/** The path of the first of these commands that is there, null where none is. */
export function findCommand(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

/** The path of an installed Chromium or Chrome, null where there is none. */
export function findChromium() {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`)
    return named
  }
  // Ubuntu's chromium-browser is a stub that only asks for a snap, hence not among the names.
  const command = findCommand('chromium', 'google-chrome-stable', 'google-chrome', 'chrome')
  return command ?? usualPlaces().find((path) => existsSync(path)) ?? null
}

/** Runs a script with this Node, output passed on; throws when it fails. */
export function runNode(script, args = [], options = {}) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  if (status !== 0) throw new Error(`${script} failed.`)
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

function usualPlaces() {
  const { env, platform } = process
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')]
    return folders.flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app/Contents/MacOS/${app}`)),
    )
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ])
  }
  return []
}

/** Compares by version, not by time: a checkout or a copy changes times, not packages. */
function packagesMatch() {
  const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages
  try {
    const wanted = Object.entries(read('package-lock.json'))
    const installed = read('node_modules/.package-lock.json')
    return wanted.every(
      ([path, { version, optional, devOptional }]) =>
        path === '' ||
        installed[path]?.version === version ||
        // Packages for other platforms stay out; a part of one that is there must still fit.
        ((optional || devOptional) && !installed[path]),
    )
  } catch {
    return false
  }
}

/** Under `npm run` the same npm, by its script: on Windows `npm` itself needs a shell. */
async function npm(args) {
  const script = process.env.npm_execpath
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }
  const { status } =
    script && /\.c?js$/.test(script)
      ? spawnSync(process.execPath, [script, ...args], options)
      : spawnSync(`npm ${args.join(' ')}`, { ...options, shell: true })
  if (status !== 0) {
    throw new Error('The packages could not be installed; npm says why above.')
  }
}

function succeeds(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  return status === 0
}
