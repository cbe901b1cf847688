/**
 * `npm run screens`: pictures of every main state of the page, at five sizes in both themes, into
 * the ignored folder screens/. Name states or sizes to take fewer: `npm run screens -- empty 360x740`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { QUIET, SOFTWARE_GPU } from './browser-flags.mjs'
import { build } from './build.mjs'
import { serve } from './serve.mjs'
import { ensureChromium, ROOT } from './setup.mjs'

const SIZES = ['1920x1080', '1366x768', '1024x768', '768x1024', '360x740']
const THEMES = ['light', 'dark']
const FOLDER = join(ROOT, 'screens')

const classification = { format: 'glassnet/1', task: 'classification', loss: 'binaryCrossEntropy' }
const tanh = (...widths) => widths.map((units) => ({ kind: 'dense', units, activation: 'tanh' }))
const adam = { kind: 'adam', learningRate: 0.02 }

const spiral = {
  ...classification,
  title: 'Two spirals',
  data: { kind: 'generated', name: 'spiral', noise: 0.02 },
  layers: tanh(8, 8),
  optimizer: adam,
}
const line = {
  format: 'glassnet/1',
  title: 'A curve from six units',
  task: 'regression',
  loss: 'meanSquaredError',
  data: { kind: 'generated', name: 'xSinX', noise: 0.05 },
  layers: tanh(6),
  optimizer: adam,
  view: { contributions: true },
}
const threeClasses = {
  ...classification,
  title: 'Three spirals',
  loss: 'softmaxCrossEntropy',
  data: { kind: 'generated', name: 'threeSpirals', noise: 0.02 },
  layers: tanh(12, 8),
  optimizer: adam,
}
const exploding = {
  ...classification,
  title: 'Too fast',
  data: { kind: 'generated', name: 'circle' },
  layers: [{ kind: 'dense', units: 8, activation: 'relu' }],
  optimizer: { kind: 'sgd', learningRate: 10 },
}

const load = (document) => (page) =>
  page.evaluate((experiment) => window.glassnet.load(experiment), document)
const train = (document, steps) => async (page) => {
  await load(document)(page)
  await stepTo(page, steps)
}
const press = (key) => async (page) => {
  await train(spiral, 300)(page)
  await page.locator('body').press(key)
  await page.getByRole('dialog').waitFor()
}
const dock = (tab) => async (page) => {
  await train(spiral, 600)(page)
  await page.getByRole('tab', { name: tab }).first().click()
}

/** A preset with a tab of the dock open, `steps` updates after its start. */
const preset = (name, tab, steps) => async (page) => {
  const address = page.url().split('#')[0]
  await page.goto('about:blank')
  await open(page, `${address}#preset=${name}`)
  // Some presets open with their tab, and a click on an open one closes it.
  const closed = page.getByRole('tab', { name: tab, exact: true, selected: false })
  if (tab && (await closed.isVisible())) await closed.click()
  if (steps) await stepTo(page, steps)
}

/** What each picture shows, and how a page gets there. */
const STATES = {
  empty: async () => {},
  training: async (page) => {
    await load(spiral)(page)
    await page.locator('body').press('Space')
    await page.waitForTimeout(1500)
  },
  trained: train(spiral, 2000),
  diverged: async (page) => {
    await load(exploding)(page)
    await page.evaluate(() => window.glassnet.play())
    await page.getByRole('alert').first().waitFor()
  },
  error: (page) => page.goto(`${page.url().split('#')[0]}#e=1.AAAA`),
  regression: train(line, 2000),
  'three-classes': train(threeClasses, 3000),
  iris: train(
    {
      ...classification,
      title: 'Irises',
      loss: 'softmaxCrossEntropy',
      data: { kind: 'bundled', name: 'iris' },
      layers: tanh(6),
      optimizer: adam,
    },
    500,
  ),
  'dialog-help': press('?'),
  'dialog-share': press('s'),
  'dialog-experiments': press('e'),
  'dock-arithmetic': dock(/arithmetic/i),
  'dock-confusion': dock(/confusion/i),
  'dock-examples': dock(/examples/i),
  'images-network': preset('lenet-5', '', 20),
  'images-maps': preset('lenet-5', 'Feature maps', 20),
  'images-filters': preset('lenet-5', 'Filters', 20),
  'images-arithmetic': preset('lenet-5', 'Arithmetic', 20),
  'images-confusion': preset('lenet-5', 'Confusion', 20),
  'images-digits': preset('one-against-five', '', 60),
  'images-residual': preset('residual-8', 'Feature maps', 20),
  'images-convolution': preset('bars', 'Convolution', 20),
  'gradients-vanishing': preset('vanishing-gradients', 'Gradients', 400),
  'gradients-images': preset('lenet-5', 'Gradients', 20),
  'gradients-chain': preset('chain', 'Chain', 50),
  'gradients-graph': preset('chain-rule', 'Graph', 0),
  'gradients-step': preset('circle', 'Step by step', 20),
  'gradients-activations': preset('vanishing-gradients', 'Activations', 20),
  'gradients-compared': async (page) => {
    await preset('vanishing-gradients', 'Gradients', 0)(page)
    for (const remedy of ['ReLU', 'Batch normalization']) {
      await page.getByRole('button', { name: remedy, exact: true }).first().click()
    }
    await stepTo(page, 1000)
  },
  presentation: async (page) => {
    await train(spiral, 2000)(page)
    await page.locator('body').press('p')
  },
  'engine-webgpu': async (page) => {
    await page.getByRole('button', { name: /^Engine: / }).click()
    await page.getByRole('radio', { name: 'WebGPU' }).check()
    await page.getByRole('button', { name: /^Engine: WebGPU/ }).waitFor()
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => ![...SIZES, ...THEMES, ...Object.keys(STATES)].includes(name))
if (unknown) {
  const names = [...Object.keys(STATES), ...SIZES, ...THEMES].join(', ')
  console.error(`There is no "${unknown}"; there are: ${names}.`)
  process.exit(2)
}
/** Those named, or all where none of the list is named. */
const chosen = (list) => {
  const named = list.filter((name) => wanted.includes(name))
  return named.length > 0 ? named : list
}

await build({ quiet: true })
mkdirSync(FOLDER, { recursive: true })
const { chromium } = await import('@playwright/test')
const { url, close } = await serve({ port: 0 })
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...QUIET, ...SOFTWARE_GPU],
  // As most visitors have them.
  ignoreDefaultArgs: ['--hide-scrollbars'],
})
let failures = 0
for (const colorScheme of chosen(THEMES)) {
  for (const size of chosen(SIZES)) {
    for (const state of chosen(Object.keys(STATES))) await take(state, size, colorScheme)
  }
}
await browser.close()
await close()
console.log(`The pictures are in ${FOLDER}.`)
process.exitCode = failures > 0 ? 1 : 0

async function take(state, size, colorScheme) {
  const [width, height] = size.split('x').map(Number)
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const name = `${state}-${size}-${colorScheme}`
  try {
    await open(page, url)
    await STATES[state](page)
    // The last frame may still be on its way.
    await page.waitForTimeout(400)
  } catch (error) {
    failures += 1
    console.error(`${name}: ${error.message.split('\n')[0]}`)
  }
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  await context.close()
}

/** Resolves when the experiment at this address is loaded. */
async function open(page, address) {
  await page.goto(address)
  await page.waitForFunction(() => 'glassnet' in window)
  await page.waitForFunction(() => window.glassnet.state().catch(() => null), undefined, {
    polling: 100,
  })
}

async function stepTo(page, steps) {
  await page.evaluate((count) => window.glassnet.step(count), steps)
  await page.waitForFunction(
    async (count) => (await window.glassnet.state()).step >= count,
    steps,
    { polling: 100 },
  )
}
