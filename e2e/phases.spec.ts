import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import type { NamedArray } from '../src/worker/protocol'
import { expect, type Lab, test } from './support/lab'

const inputs = [
  [1, 0.5],
  [-1, 0.25],
  [0.5, -1.5],
  [-0.5, -0.75],
] as const

/** 2-3-1 with four examples, so that the batch is the training set. */
const four: ExperimentDocument = {
  format: 'glassnet/1',
  title: 'Four examples',
  task: 'classification',
  loss: 'binaryCrossEntropy',
  seed: { data: 3, weights: 5 },
  data: {
    kind: 'table',
    inputs,
    labels: [0, 1, 1, 0],
    testFraction: 0,
  },
  layers: [{ kind: 'dense', units: 3, activation: 'tanh' }],
  optimizer: { kind: 'adam', learningRate: 0.05 },
  batchSize: 4,
  view: { advance: 'phase' },
}

const PHASES = [
  'pick the batch',
  'forward: Layer 1',
  'forward: Output',
  'loss',
  'backward: Output',
  'backward: Layer 1',
  'update',
]

/** What the inspector says of a phase. */
class Inspector {
  readonly page: Page
  readonly box: Locator

  constructor(page: Page) {
    this.page = page
    this.box = page.getByRole('region', { name: 'Step by step' })
  }

  /** Waits for a phase; the transport names it too. */
  async isAt(at: number): Promise<void> {
    await expect(this.box.getByRole('heading')).toHaveText(`${at + 1} of 7 ${PHASES[at]}`)
    const note = this.page.getByRole('status').filter({ hasText: `phase ${at + 1} of 7` })
    await expect(note).toContainText(PHASES[at])
  }

  /** A sum: computed on the page and by the engine, which must be the same number. */
  async sum(name: string): Promise<number> {
    const shown = this.box.locator(`[data-result="${name}"]`)
    await expect(shown).toContainText(`the engine’s ${name}`)
    const [computed, engine] = await Promise.all(
      ['data-computed', 'data-engine'].map(async (at) => Number(await shown.getAttribute(at))),
    )
    expect(Math.abs(computed - engine)).toBeLessThanOrEqual(1e-5 * Math.abs(engine) + 1e-9)
    return engine
  }

  async choose(label: string, option: string | { readonly label: string }): Promise<void> {
    const select = this.box.getByRole('combobox', { name: label, exact: true })
    await select.selectOption(option)
    // Arrow keys belong to a select while it has the focus.
    await select.blur()
  }
}

const valueOf = (arrays: readonly NamedArray[], name: string, index: number): number =>
  arrays.find((each) => each.name === name)?.data[index] ?? Number.NaN

const gradientsOf = (lab: Lab) => lab.page.evaluate(() => window.glassnet.gradients())

/** But for float32 sums in another order. */
function expectClose(value: number, wanted: number): void {
  expect(Math.abs(value - wanted)).toBeLessThan(1e-6)
}

test('All phases of an update are walked by keyboard, forward and back, in the engine’s numbers', async ({
  lab,
  page,
}) => {
  await lab.openDocument(four)
  const inspector = new Inspector(page)
  const [before, gradients] = await Promise.all([lab.parameters(), gradientsOf(lab)])
  const weight = (name: string, index: number) => valueOf(before, name, index)

  await lab.press('ArrowRight')
  await inspector.isAt(0)
  await expect(inspector.box.getByRole('button', { name: /^[1-4]: example/ })).toHaveCount(4)

  // z of unit 1 on average: the sum is linear, so it can be added up from the table alone.
  await lab.press('Space')
  await inspector.isAt(1)
  const [x, y] = [0, -0.375]
  const z =
    weight('layers/0/bias', 0) + x * weight('layers/0/weight', 0) + y * weight('layers/0/weight', 3)
  expectClose(await inspector.sum('z'), z)

  await lab.press('ArrowRight')
  await inspector.isAt(2)
  await lab.press('ArrowRight')
  await inspector.isAt(3)
  const { trainLoss } = await lab.state()
  expectClose(await inspector.sum('loss'), trainLoss)

  await lab.press('ArrowRight')
  await inspector.isAt(4)
  expectClose(await inspector.sum('∂L/∂w'), valueOf(gradients, 'output/weight', 0))
  await inspector.choose('Parameter', 'bias')
  expectClose(await inspector.sum('∂L/∂b'), valueOf(gradients, 'output/bias', 0))
  expectClose(await inspector.sum('δ'), valueOf(gradients, 'output/bias', 0))

  await lab.press('ArrowRight')
  await inspector.isAt(5)
  await inspector.choose('Unit', { label: 'unit 2' })
  await inspector.choose('Parameter', 'weight')
  await inspector.choose('Unit below', { label: 'y' })
  expectClose(await inspector.sum('∂L/∂w'), valueOf(gradients, 'layers/0/weight', 4))
  expectClose(await inspector.sum('δ'), valueOf(gradients, 'layers/0/bias', 1))

  // Nothing has been changed so far; back and on again finds the same numbers.
  await lab.press('ArrowLeft')
  await inspector.isAt(4)
  await lab.press('ArrowRight')
  expectClose(await inspector.sum('∂L/∂w'), valueOf(gradients, 'layers/0/weight', 4))
  expect(await lab.parameters()).toEqual(before)
  const axe = await new AxeBuilder({ page }).include('[aria-label="Details"]').analyze()
  expect(axe.violations).toEqual([])

  await lab.press('ArrowRight')
  await inspector.isAt(6)
  await inspector.choose('Layer', 'layers/0')
  await inspector.choose('Unit', { label: 'unit 2' })
  const after = await inspector.sum('w')
  await inspector.sum('m')
  await inspector.sum('s')

  // After the last phase the update is made, and the next one begins.
  await lab.press('ArrowRight')
  await inspector.isAt(0)
  const walked = await lab.parameters()
  expect((await lab.state()).step).toBe(1)
  const updated = walked.flatMap(({ data }) => data)
  expect(Math.min(...updated.map((value) => Math.abs(value - after)))).toBeLessThan(1e-6)

  // The same bits as one step without phases; Esc leaves, and Space trains again.
  await lab.press('Escape')
  await expect(page.getByText('phase 1 of 7')).toBeHidden()
  await page.evaluate(async () => {
    await window.glassnet.reset()
    await window.glassnet.step(1)
  })
  expect(await lab.parameters()).toEqual(walked)
  await lab.press('Space')
  await lab.reaches(({ status, step }) => status === 'playing' && step > 1)
})

test('One example of the batch has its own terms, which add up to the gradient @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...four, optimizer: { kind: 'momentum', learningRate: 0.1 } })
  const inspector = new Inspector(page)
  const gradients = await gradientsOf(lab)
  for (let at = 0; at <= 5; at++) {
    await lab.press('ArrowRight')
    await inspector.isAt(at)
  }
  await inspector.choose('Numbers of', 'one')
  const own = inspector.box.locator('[data-result="own term of ∂L/∂w"]')
  let sum = 0
  const seen = new Set<string>()
  for (let row = 0; row < 4; row++) {
    const name = inspector.box.getByText(new RegExp(`^${row + 1} of 4 · training example`))
    await expect(name).toBeVisible()
    seen.add(((await name.textContent()) ?? '').replace(/^.*example /, ''))
    sum += Number(await own.getAttribute('data-computed'))
    await inspector.sum('δ')
    await inspector.box.getByRole('button', { name: 'Next example in the batch' }).click()
  }
  expect(seen.size).toBe(4)
  expectClose(sum, valueOf(gradients, 'layers/0/weight', 0))

  // Back to the forward phase of that example, whose z can be added up from its inputs.
  for (let at = 4; at >= 1; at--) {
    await lab.press('ArrowLeft')
    await inspector.isAt(at)
  }
  const parameters = await lab.parameters()
  const weight = (index: number) => valueOf(parameters, 'layers/0/weight', index)
  const term = inspector.box.getByRole('row', { name: /^x / }).getByRole('cell').first()
  const shown = Number(((await term.textContent()) ?? '').replace('−', '-'))
  const [x, y] = inputs.find(([first]) => first === shown) ?? [Number.NaN, Number.NaN]
  const z = x * weight(0) + y * weight(3)
  expectClose(await inspector.sum('z'), z)
  expectClose(await inspector.sum('a'), Math.tanh(z))

  // The button goes on like the key, and says what it makes.
  await page.getByRole('button', { name: 'On by one phase' }).click()
  await inspector.isAt(2)
  await page.getByRole('button', { name: 'What → makes' }).click()
  await page.getByRole('radio', { name: 'a step' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('phase 3 of 7')).toBeHidden()
  await page.getByRole('button', { name: 'On by a step' }).click()
  await lab.reaches(({ step }) => step === 1)
  await lab.press('ArrowLeft')
  await lab.reaches(({ step }) => step === 0)
})
