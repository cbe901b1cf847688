import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import { smallDigits } from './support/documents'
import { expect, type Lab, test } from './support/lab'

/** One batch is the whole training set: its gradient is that of the training loss. */
const wholeSet: ExperimentDocument = {
  format: 'glassnet/1',
  title: 'One batch of the tests',
  task: 'classification',
  data: { kind: 'generated', name: 'circle', examples: 200, noise: 0.02 },
  layers: [
    { kind: 'dense', units: 3, activation: 'tanh' },
    { kind: 'dense', units: 2, activation: 'sigmoid' },
  ],
  loss: 'binaryCrossEntropy',
  optimizer: { kind: 'sgd', learningRate: 0.3 },
  batchSize: 100,
  seed: { data: 7, weights: 7 },
}
const ROWS = 100

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The number of "∂L/∂w −3.1·10⁻⁴". */
function numberAfter(text: string | null, word: string): number {
  const found = new RegExp(`${word} (−?\\d[\\d,]*(?:\\.\\d+)?)(?:·10(⁻?[${superscripts}]+))?`).exec(
    text ?? '',
  )
  if (!found) throw new Error(`no “${word}” with a number in “${text}”`)
  const [, mantissa, power = ''] = found
  const exponent = [...power].map((c) => (c === '⁻' ? '-' : superscripts.indexOf(c))).join('')
  return Number(mantissa.replace('−', '-').replaceAll(',', '')) * 10 ** Number(exponent || 0)
}

async function gradients(page: Page): Promise<Map<string, readonly number[]>> {
  const arrays = await page.evaluate(() => window.glassnet.gradients())
  return new Map(arrays.map(({ name, data }) => [name, data]))
}

async function parameters(lab: Lab): Promise<Map<string, readonly number[]>> {
  return new Map((await lab.parameters()).map(({ name, data }) => [name, data]))
}

/** What a screen reader is told of a unit that has the focus. */
async function unitLabel(page: Page, name: RegExp, contains: RegExp): Promise<string> {
  const unit = page.getByRole('button', { name })
  await unit.focus()
  await expect(unit).toHaveAttribute('aria-label', contains)
  const label = await unit.getAttribute('aria-label')
  await unit.blur()
  return label ?? ''
}

function isClose(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-12)
}

/** The rows of an opened unit: first its bias, then the weights that lead to it. */
const rows = (page: Page, symbol: string) =>
  page.getByRole('dialog').getByText(new RegExp(`^${symbol}`))

test('Edges show the gradient, the next update and the last, as the engine has them', async ({
  lab,
  page,
}) => {
  await lab.openDocument(wholeSet)
  await lab.step(3)
  const network = page.getByRole('region', { name: 'Network' })
  await network.getByLabel('Edges show').selectOption('Gradient ∂L/∂w')
  const all = await gradients(page)
  const largest = Math.max(
    ...['layers/0', 'layers/1', 'output'].flatMap((layer) =>
      (all.get(`${layer}/weight`) ?? []).map(Math.abs),
    ),
  )
  // The scale ends at a round number not far above the largest.
  const legend = network.locator('footer')
  await expect(legend).toContainText('of the next update')
  const scaleEnd = async () =>
    Number(/Gradient.*−([\d.]+)/.exec(await legend.innerText().then(oneLine))?.[1])
  // The answer comes with the next frame.
  await expect.poll(scaleEnd).not.toBeNaN()
  const end = await scaleEnd()
  expect(end).toBeGreaterThanOrEqual(largest)
  expect(end).toBeLessThanOrEqual(1.5 * largest)

  // By keyboard: a unit opens the numbers of all edges that lead to it.
  await page.getByRole('button', { name: /^Layer 2, unit 2/ }).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page, '∂L/∂w')).toHaveCount(3)
  const weights = all.get('layers/1/weight') ?? []
  for (const [from, text] of (await rows(page, '∂L/∂w').allInnerTexts()).entries()) {
    isClose(numberAfter(text, '∂L/∂w'), weights[from * 2 + 1], 1e-5)
  }
  const bias = await rows(page, '∂L/∂b').innerText()
  isClose(numberAfter(bias, '∂L/∂b'), all.get('layers/1/bias')?.[1] ?? 0, 1e-5)
  await page.keyboard.press('Escape')

  await network.getByLabel('Edges show').selectOption('Next update Δw')
  await page.getByRole('button', { name: /^Layer 2, unit 2/ }).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page, 'Δw')).toHaveCount(3)
  const texts = await rows(page, 'Δw').allInnerTexts()
  await page.keyboard.press('Escape')
  const before = await parameters(lab)
  await lab.step(1)
  await lab.reaches(({ step }) => step === 4)
  const after = await parameters(lab)
  for (const [from, text] of texts.entries()) {
    const at = from * 2 + 1
    isClose(numberAfter(text, 'Δw'), -0.3 * weights[at], 1e-5)
    isClose(numberAfter(text, ':'), before.get('layers/1/weight')?.[at] ?? 0, 1e-6)
    isClose(numberAfter(text, '→'), after.get('layers/1/weight')?.[at] ?? 0, 1e-6)
  }

  // What was to come is what was made: the same words, now of the last update.
  await network.getByLabel('Edges show').selectOption('Last update Δw')
  await expect(legend).toContainText('that led to this step')
  await page.getByRole('button', { name: /^Layer 2, unit 2/ }).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page, 'Δw')).toHaveCount(3)
  expect(await rows(page, 'Δw').allInnerTexts()).toEqual(texts)
  await page.keyboard.press('Escape')
})

test('No last update is shown before the first step, nor after a weight is set by hand @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...wholeSet, view: { edges: 'lastUpdate' } })
  const legend = page.getByRole('region', { name: 'Network' }).locator('footer')
  await expect(legend).toContainText('no step made yet')
  await lab.step(2)
  await expect(legend).toContainText('that led to this step')
  await page.evaluate(() => window.glassnet.seek(0))
  await expect(legend).toContainText('no step made yet')
  await page.evaluate(() => window.glassnet.seek(1))
  await expect(legend).toContainText('that led to this step')
  await page.getByRole('button', { name: /^Layer 2, unit 2/ }).click()
  const weight = page.getByRole('textbox', { name: /^Weight from/ }).first()
  await weight.fill('2')
  await weight.press('Enter')
  await page.keyboard.press('Escape')
  await expect(legend).toContainText('not known at this step')
})

test('Units show their δ, whose sum over the batch is the gradient of the bias @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(wholeSet)
  await page.getByLabel('Units show').selectOption('Delta δ of a unit')
  const all = await gradients(page)
  for (const [unit, name] of [
    /^Layer 1, unit 1/,
    /^Layer 1, unit 2/,
    /^Layer 1, unit 3/,
  ].entries()) {
    const label = await unitLabel(page, name, /mean δ .*, rms .* over the batch/)
    const mean = numberAfter(label, 'mean δ')
    isClose(mean * ROWS, all.get('layers/0/bias')?.[unit] ?? 0, 6e-3)
    expect(numberAfter(label, 'rms')).toBeGreaterThanOrEqual(Math.abs(mean))
  }
  const tip = page.getByText(/^Layer 1, unit 1/).last()
  await page.getByRole('button', { name: /^Layer 1, unit 1/ }).hover()
  await expect(tip).toContainText('mean δ')
  const { violations } = await new AxeBuilder({ page }).include('[aria-label="Network"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('An update is walked through on the network, and then made @wasm', async ({ lab, page }) => {
  await lab.openDocument({ ...wholeSet, view: { advance: 'phase' } })
  const network = page.getByRole('region', { name: 'Network' })
  const all = await gradients(page)
  const before = await parameters(lab)
  const phase = async (place: string) => {
    await lab.press('ArrowRight')
    await expect(network).toContainText(place)
  }
  await phase('1 of 9 · pick the batch')
  await expect(network).toContainText('mean over the batch of 100')
  await expect(network).toContainText('No edges yet')
  await phase('2 of 9 · forward: Layer 1')
  const first = await unitLabel(page, /^Layer 1, unit 1/, /mean output/)
  expect(Math.abs(numberAfter(first, 'mean output'))).toBeLessThan(1)
  const later = page.getByRole('button', { name: /^Layer 2, unit 1/ })
  await later.focus()
  await expect(later).toHaveAttribute('aria-label', /Bias/)
  expect(await later.getAttribute('aria-label')).not.toContain('output')
  await later.blur()
  await phase('3 of 9 · forward: Layer 2')
  await phase('4 of 9 · forward: Output')
  await phase('5 of 9 · loss')
  await expect(network).toContainText('The mean loss of the batch is')
  const loss = numberAfter(await network.innerText().then(oneLine), 'mean loss of the batch is')
  isClose(loss, (await lab.state()).trainLoss, 6e-3)
  await phase('6 of 9 · backward: Output')
  await phase('7 of 9 · backward: Layer 2')
  const delta = await unitLabel(page, /^Layer 2, unit 1/, /mean δ/)
  isClose(numberAfter(delta, 'mean δ') * ROWS, all.get('layers/1/bias')?.[0] ?? 0, 6e-3)
  expect(delta).toContain('∂L/∂b')
  // Those below have not got theirs.
  expect(await unitLabel(page, /^Layer 1, unit 1/, /mean output/)).not.toContain('δ')
  await lab.press('ArrowLeft')
  await expect(network).toContainText('6 of 9 · backward: Output')
  await phase('7 of 9 · backward: Layer 2')
  await phase('8 of 9 · backward: Layer 1')
  await phase('9 of 9 · update')
  const update = await unitLabel(page, /^Layer 1, unit 2/, /Δb/)
  isClose(numberAfter(update, ':'), before.get('layers/0/bias')?.[1] ?? 0, 1e-4)
  await phase('1 of 9 · pick the batch')
  expect((await lab.state()).step).toBe(1)
  const after = await parameters(lab)
  isClose(numberAfter(update, '→'), after.get('layers/0/bias')?.[1] ?? 0, 1e-4)

  await lab.press('Escape')
  await expect(network).not.toContainText('of 9')
})

test('Maps show their δ for the shown image, and those of the batch in a phase @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...smallDigits, view: { units: 'delta', edges: 'gradient' } })
  const network = page.getByRole('region', { name: 'Network' })
  await expect(network).toContainText('on training image 1')
  const label = await unitLabel(page, /^Layer 1, map 2/, /δ .* to /)
  expect(numberAfter(label, 'δ')).toBeLessThan(numberAfter(label, 'to'))
  await page.evaluate(async () => {
    const experiment = await window.glassnet.experiment()
    await window.glassnet.load({ ...experiment, view: { advance: 'phase' } })
  })
  await lab.press('ArrowRight')
  await lab.press('ArrowRight')
  await expect(network).toContainText('2 of 11 · forward: Layer 1')
  await expect(network).toContainText('mean over the batch of 32')
  expect(await unitLabel(page, /^Layer 1, map 2/, /mean output/)).toContain('over the batch')
})

test('The menu of a layer tells its gradient and leads to more of it @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(wholeSet)
  const menu = page.getByRole('button', { name: /^Layer 2: / })
  await menu.click()
  const figures = page.getByRole('dialog', { name: /^Layer 2: / }).getByText('rms of δ')
  await expect(figures).toContainText('‖∂L/∂W‖')
  const weights = (await gradients(page)).get('layers/1/weight') ?? []
  const said = oneLine(await figures.innerText())
  isClose(numberAfter(said, '‖∂L/∂W‖'), Math.hypot(...weights), 5e-3)
  await page.getByRole('button', { name: 'Gradients of this layer' }).click()
  await expect(page.getByRole('tab', { name: 'Gradients' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await menu.click()
  await page.getByRole('button', { name: 'Activation chart…' }).click()
  await expect(page.getByRole('tab', { name: 'Activations' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(page.getByRole('button', { name: /^Layer 2, unit 1/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
