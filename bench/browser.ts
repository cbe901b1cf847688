/** The figures that only a browser can measure: training in the page's worker while it draws. */
import { type Browser, chromium, type Page } from '@playwright/test'
import { QUIET, SOFTWARE_GPU } from '../scripts/browser-flags.mjs'
// For its declaration of `window.glassnet`.
import type {} from '../src/app/expose-api'
import type { Experiment } from '../src/model/experiment'
import { presetExperiment } from '../src/model/presets'
import { experimentOf, networks } from './networks'

export interface BrowserFigures {
  readonly version: string
  /** Names of what the engines ran on. */
  readonly adapters: Readonly<Record<string, string>>
  /** Updates per second for each network, in their order. */
  readonly runs: readonly { readonly backend: string; readonly rates: readonly number[] }[]
  /** For each backend, on the larger network, and on LeNet-5 with its feature maps open. */
  readonly mainThread: readonly MainThread[]
  readonly images: readonly (MainThread & { readonly stepsPerSecond: number })[]
}

interface MainThread {
  /** 0 when none took 50 ms, from where on a browser reports them. */
  readonly longestTaskMs: number
  /** Between two turns of a timer that is due at once. */
  readonly longestGapMs: number
}

export async function measureInBrowser(options: {
  readonly url: string
  readonly chromium: string
  readonly milliseconds: number
}): Promise<BrowserFigures> {
  const adapters: Record<string, string> = {}
  const runs: BrowserFigures['runs'][number][] = []
  const mainThread: MainThread[] = []
  const images: BrowserFigures['images'][number][] = []
  let version = ''
  for (const engine of ['WebAssembly', 'WebGPU']) {
    const browser = await chromium.launch({
      executablePath: options.chromium,
      args: [...QUIET, ...SOFTWARE_GPU],
    })
    version = browser.version()
    const rates: number[] = []
    let last: MainThread = { longestTaskMs: 0, longestGapMs: 0 }
    let backend = ''
    for (const network of networks) {
      const page = await openPage(browser, options.url, experimentOf(network), engine)
      const figures = await page.evaluate(trainAndWatch, options.milliseconds)
      await page.close()
      backend = figures.backend
      adapters[backend] = figures.adapter
      rates.push(figures.stepsPerSecond)
      last = figures
    }
    runs.push({ backend, rates })
    mainThread.push(last)
    const lenet = presetExperiment('lenet-5')
    if (!lenet) throw new Error('there is no preset lenet-5')
    const page = await openPage(browser, options.url, lenet, engine)
    images.push(await page.evaluate(trainAndWatch, options.milliseconds))
    await browser.close()
  }
  return { version, adapters, runs, mainThread, images }
}

export async function openPage(
  browser: Browser,
  url: string,
  experiment: Experiment,
  engine: string,
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1366, height: 768 },
    // It would fetch the rest of the page while the clock runs.
    serviceWorkers: 'block',
  })
  await page.goto(url)
  await page.waitForFunction(() => 'glassnet' in window)
  await page.evaluate((document) => window.glassnet.load(document), experiment)
  await page.getByRole('button', { name: /^Engine: / }).click()
  await page.getByRole('radio', { name: engine }).check()
  await page.keyboard.press('Escape')
  // A software adapter takes its time to compile shaders and to evaluate thousands of images.
  const chosen = page.getByRole('button', { name: new RegExp(`^Engine: ${engine}`) })
  await chosen.waitFor({ timeout: 300_000 })
  return page
}

/** Runs inside the page. */
export async function trainAndWatch(milliseconds: number) {
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await window.glassnet.play()
  // The first steps are recorded one by one, which is not how the rest goes.
  const playedMs = performance.now()
  while (performance.now() - playedMs < 10_000 && (await window.glassnet.state()).step < 1000) {
    await sleep(500)
  }

  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ type: 'longtask' })
  let longestGapMs = 0
  let turnMs = performance.now()
  let watching = true
  const turn = () => {
    const nowMs = performance.now()
    longestGapMs = Math.max(longestGapMs, nowMs - turnMs)
    turnMs = nowMs
    if (watching) setTimeout(turn)
  }
  setTimeout(turn)

  const from = await window.glassnet.state()
  const fromMs = performance.now()
  await sleep(milliseconds)
  const to = await window.glassnet.state()
  const elapsedMs = performance.now() - fromMs
  watching = false
  observer.disconnect()
  await window.glassnet.pause()
  const stepsPerSecond = ((to.step - from.step) * 1000) / elapsedMs
  return { stepsPerSecond, longestTaskMs, longestGapMs, backend: to.backend, adapter: to.adapter }
}
