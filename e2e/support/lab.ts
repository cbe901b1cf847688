import {
  test as base,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
} from '@playwright/test'
// For its declaration of `window.glassnet`.
import type {} from '../../src/app/expose-api'
import type { ExperimentDocument } from '../../src/model/document'
import type { HistoryEntry, NamedArray, RunState } from '../../src/worker/protocol'

/** The page as a visitor has it, and as a program has it. */
export class Lab {
  readonly page: Page
  readonly #engine: string

  /** @param engine `webgpu` to choose it as a visitor would: by itself the page shuns software */
  constructor(page: Page, engine: string) {
    this.page = page
    this.#engine = engine
  }

  /** Opens the page, ready to train; `hash` is the part of the address from `#` on. */
  async open(hash = ''): Promise<void> {
    await this.goto(`${address()}${hash}`)
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url)
    await this.ready()
  }

  /** Waits for the page, and has it train on the engine of the project. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => 'glassnet' in window)
    await this.state()
    if (this.#engine === 'webgpu') await this.#chooseWebGpu()
  }

  async #chooseWebGpu(): Promise<void> {
    await this.page.getByRole('button', { name: /^Engine: / }).click()
    await this.page.getByRole('radio', { name: 'WebGPU' }).check()
    await this.page.keyboard.press('Escape')
    // The focus is back on the button, where Space would press it again instead of training.
    await this.page.getByRole('button', { name: /^Engine: / }).blur()
    await this.reaches(({ backend }) => backend === 'webgpu')
  }

  async openDocument(document: ExperimentDocument): Promise<void> {
    await this.open()
    await this.page.evaluate((experiment) => window.glassnet.load(experiment), document)
  }

  state(): Promise<RunState> {
    return this.page.evaluate(() => window.glassnet.state())
  }

  history(): Promise<readonly HistoryEntry[]> {
    return this.page.evaluate(() => window.glassnet.history())
  }

  parameters(): Promise<NamedArray[]> {
    return this.page.evaluate(() => window.glassnet.parameters())
  }

  experiment(): Promise<ExperimentDocument> {
    return this.page.evaluate(() => window.glassnet.experiment())
  }

  link(): Promise<string> {
    return this.page.evaluate(() => window.glassnet.link())
  }

  async play(): Promise<void> {
    await this.page.evaluate(() => window.glassnet.play())
  }

  async pause(): Promise<void> {
    await this.page.evaluate(() => window.glassnet.pause())
  }

  async step(count: number): Promise<void> {
    await this.page.evaluate((steps) => window.glassnet.step(steps), count)
    await this.reaches(({ step }) => step >= count)
  }

  /** Waits for a state; the error of a state that never comes shows the last one. */
  async reaches(wanted: (state: RunState) => boolean, timeout = 60_000): Promise<RunState> {
    let last = await this.state()
    await expect
      .poll(
        async () => {
          last = await this.state()
          return wanted(last) ? 'reached' : JSON.stringify(last)
        },
        { timeout, intervals: [100] },
      )
      .toBe('reached')
    return last
  }

  /** The button that starts and stops training. */
  get playButton(): Locator {
    return this.page.getByRole('button', { name: /^(Play|Pause)$/ })
  }

  /** Presses a shortcut as a visitor would who has clicked nothing yet. */
  async press(key: string): Promise<void> {
    await this.page.locator('body').press(key)
  }
}

export function address(): string {
  const url = process.env['GLASSNET_URL']
  if (!url) throw new Error('The server of the tests is not running; see global-setup.ts.')
  return url
}

/** Tests fail on whatever the page reports to the console as an error. */
export const test = base.extend<{ lab: Lab }>({
  lab: async ({ page }, use, { project }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await use(new Lab(page, project.name))
    expect(errors).toEqual([])
  },
})

export { expect } from '@playwright/test'
