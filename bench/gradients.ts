/** What the Gradients tab costs: updates per second in the page with it open and closed. */
import { type Browser, chromium, type Page } from '@playwright/test'
import { QUIET, SOFTWARE_GPU } from '../scripts/browser-flags.mjs'
import type { Experiment } from '../src/model/experiment'
import { presetExperiment } from '../src/model/presets'
import { openPage, trainAndWatch } from './browser'
import { experimentOf, networks } from './networks'

export interface GradientsCost {
  readonly backend: string
  readonly network: string
  /** Updates per second. */
  readonly closed: number
  readonly open: number
}

const REPETITIONS = 3

export async function measureGradients(options: {
  readonly url: string
  readonly chromium: string
  readonly milliseconds: number
}): Promise<GradientsCost[]> {
  const costs: GradientsCost[] = []
  for (const engine of ['WebAssembly', 'WebGPU']) {
    const browser = await chromium.launch({
      executablePath: options.chromium,
      args: [...QUIET, ...SOFTWARE_GPU],
    })
    for (const { network, experiment, onWebGpu } of examples()) {
      if (engine === 'WebGPU' && !onWebGpu) continue
      costs.push({ network, ...(await measureOne(browser, options, experiment, engine)) })
    }
    await browser.close()
  }
  return costs
}

interface Example {
  readonly network: string
  readonly experiment: Experiment
  /** A software adapter takes minutes for thousands of images. */
  readonly onWebGpu: boolean
}

function examples(): Example[] {
  const preset = (id: string, onWebGpu: boolean): Example => {
    const experiment = presetExperiment(id)
    if (!experiment) throw new Error(`there is no preset ${id}`)
    return { network: experiment.title, experiment, onWebGpu }
  }
  return [
    { network: networks[1].name, experiment: experimentOf(networks[1]), onWebGpu: true },
    preset('vanishing-gradients', true),
    preset('lenet-5', false),
  ]
}

/** Closed and open in turn, the median of each. */
async function measureOne(
  browser: Browser,
  { url, milliseconds }: { readonly url: string; readonly milliseconds: number },
  experiment: Experiment,
  engine: string,
): Promise<Omit<GradientsCost, 'network'>> {
  const { view } = experiment
  const page = await openPage(
    browser,
    url,
    { ...experiment, view: { ...view, speed: 0, dock: '' } },
    engine,
  )
  const closed: number[] = []
  const open: number[] = []
  let backend = ''
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    closed.push((await page.evaluate(trainAndWatch, milliseconds)).stepsPerSecond)
    await toggle(page)
    const figures = await page.evaluate(trainAndWatch, milliseconds)
    open.push(figures.stepsPerSecond)
    backend = figures.backend
    await toggle(page)
  }
  await page.close()
  return { backend, closed: median(closed), open: median(open) }
}

/** Opens the tab, or closes it again. */
async function toggle(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Gradients' }).click()
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
