/**
 * `npm run browsers`: the built page in Firefox, on WebAssembly and on WebGPU, and in WebKit. Trains
 * experiments there, goes back and on again, and compares the losses with those of the same documents
 * in Node. Pictures go into screens/. Name browsers to visit fewer: `npm run browsers -- webkit`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { launchFirefox } from './firefox.mjs'
import { serve } from './serve.mjs'
import { findCommand, installDebianPackages, ROOT } from './setup.mjs'
import { launchWebKit } from './webkit.mjs'

const FOLDER = join(ROOT, 'screens')
const SIZE = { width: 1366, height: 768 }
/** WebAssembly gives the same bits everywhere; rounding is all that tells WebGPU apart. */
const TOLERANCE = { wasm: 0, webgpu: 1e-4 }

const VISITS = [
  { preset: 'spiral', steps: 300, tab: 'Arithmetic' },
  { preset: 'vanishing-gradients', steps: 200, tab: 'Gradients', remedy: 'ReLU' },
  { preset: 'chain', steps: 50, tab: 'Chain' },
  { preset: 'chain-rule', steps: 5, tab: 'Graph' },
  { preset: 'digits-logistic-regression', steps: 20, tab: 'Filters' },
  { preset: 'residual-8', steps: 4, tab: 'Feature maps' },
]

const BROWSERS = {
  firefox: { engine: 'wasm', launch: () => launchFirefox(firefox(), SIZE, { webgpu: false }) },
  'firefox-webgpu': {
    engine: 'webgpu',
    launch: () => launchFirefox(firefox(), SIZE, { webgpu: true }),
  },
  webkit: { engine: 'wasm', launch: () => launchWebKit(webkit(), SIZE) },
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in BROWSERS))
if (unknown) {
  console.error(`There is no "${unknown}"; there are: ${Object.keys(BROWSERS).join(', ')}.`)
  process.exit(2)
}

await build({ quiet: true })
mkdirSync(FOLDER, { recursive: true })
const { url, close } = await serve({ port: 0 })
let failures = 0
for (const name of wanted.length > 0 ? wanted : Object.keys(BROWSERS)) {
  const { engine, launch } = BROWSERS[name]
  const browser = await launch()
  for (const visit of VISITS) {
    const title = `${name} ${visit.preset}`
    const fault = await check(browser, engine, visit).catch((error) => error.message)
    if (fault) failures += 1
    console.log(fault ? `FAIL  ${title}: ${fault}` : `ok    ${title}`)
    writeFileSync(join(FOLDER, `${name}-${visit.preset}.png`), await browser.picture())
  }
  await browser.close()
}
await close()
console.log(failures === 0 ? 'All as in Node.' : `${failures} failed.`)
process.exit(failures === 0 ? 0 : 1)

/** What is wrong, null where nothing is. */
async function check(browser, engine, { preset, steps, tab, remedy }) {
  await browser.open('about:blank')
  await browser.open(`${url}#preset=${preset}`)
  const { experiment, there, again, errors } = await browser.evaluate(`${visitPage}`, {
    engine,
    steps,
    tab,
    remedy,
  })
  if (errors.length > 0) return errors.join('; ')
  const here = inNode(experiment, steps)
  for (const state of [there, again]) {
    if (state.backend !== engine) return `trains on ${state.backend} instead of ${engine}`
    if (state.step !== steps) return `is at step ${state.step} instead of ${steps}`
    const loss = state.trainLoss
    const difference = Math.abs(loss - here.trainLoss) / Math.abs(here.trainLoss)
    if (!(difference <= TOLERANCE[engine])) {
      return `training loss ${loss} at step ${steps}, ${here.trainLoss} in Node`
    }
  }
  return null
}

/** Runs in the page: trains, goes back half the way, and on again to the same step. */
async function visitPage({ engine, steps, tab, remedy }) {
  const errors = []
  addEventListener('error', ({ message }) => errors.push(message))
  const until = async (what, condition) => {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries > 1200) throw new Error(`waited in vain: ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const named = (selector, name) =>
    [...document.querySelectorAll(selector)].find(({ textContent }) => textContent === name)
  await until('no page', () => 'glassnet' in window)
  const { glassnet } = window
  await glassnet.state()
  if (engine === 'webgpu') {
    document.querySelector('button[aria-label^="Engine"]').click()
    const ofWebGpu = ({ parentElement }) => parentElement.textContent.startsWith('WebGPU')
    const radios = () => [...document.querySelectorAll('input[type=radio]')]
    await until('no choice of engines', () => radios().some(ofWebGpu))
    radios().find(ofWebGpu).click()
    document.querySelector(':popover-open').hidePopover()
    await until('no WebGPU', async () => (await glassnet.state()).backend === 'webgpu')
  }
  named('[role=tab][aria-selected=false]', tab)?.click()
  const reaches = (step) =>
    until(`step ${step}`, async () => (await glassnet.state()).step === step)
  await glassnet.step(steps)
  await reaches(steps)
  const there = await glassnet.state()
  const experiment = await glassnet.experiment()
  await glassnet.seek(Math.floor(steps / 2))
  await reaches(Math.floor(steps / 2))
  await glassnet.seek(steps)
  await reaches(steps)
  const again = await glassnet.state()
  if (remedy) {
    await until('no remedy', () => named('button', remedy))
    named('button', remedy).click()
    await until('no second network', () => glassnet.state(1).catch(() => null))
    await glassnet.step(steps)
    await reaches(steps)
  }
  // The last frame may still be on its way, and a GPU in software takes its time.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  return { experiment, there, again, errors }
}

function inNode(experiment, steps) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/experiment.mjs'), '-', '--json', '--steps', steps, '--every', steps],
    { input: JSON.stringify(experiment), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout).history.at(-1)
}

function firefox() {
  const find = () => process.env.FIREFOX_PATH ?? findCommand('firefox-esr', 'firefox')
  if (!find()) installDebianPackages('Firefox', ['firefox-esr', 'mesa-vulkan-drivers'])
  return find() ?? missing('Firefox', 'FIREFOX_PATH')
}

function webkit() {
  const find = () => {
    const driver = findCommand('WebKitWebDriver')
    const browser = ['4.1', '4.0']
      .map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
      .find((path) => existsSync(path))
    return driver && browser && findCommand('Xvfb') ? { driver, browser } : null
  }
  if (!find()) installDebianPackages('WebKit', ['webkit2gtk-driver', 'xvfb'])
  return find() ?? missing('WebKit', null)
}

function missing(what, variable) {
  const hint = variable ? `, or set ${variable} to it` : ' (on Debian: webkit2gtk-driver and xvfb)'
  console.error(`${what} could not be found or installed. Install it${hint}.`)
  process.exit(1)
}
