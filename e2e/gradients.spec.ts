import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import { expect, type Lab, test } from './support/lab'

const dense = (count: number, activation: 'sigmoid' | 'relu') =>
  Array.from({ length: count }, () => ({ kind: 'dense', units: 8, activation }) as const)

/** All training examples are in each batch, so the batch's gradient is that of the whole set. */
const wholeSet = {
  format: 'glassnet/1',
  task: 'classification',
  loss: 'binaryCrossEntropy',
  seed: { data: 7, weights: 7 },
  data: { kind: 'generated', name: 'circle', examples: 300, testFraction: 0.5 },
  batchSize: 150,
  view: { dock: 'gradients' },
} as const

const deepSigmoid: ExperimentDocument = {
  ...wholeSet,
  title: 'Ten layers of sigmoid units',
  layers: dense(10, 'sigmoid'),
  optimizer: { kind: 'sgd', learningRate: 0.1 },
}

const hastyRelu: ExperimentDocument = {
  ...wholeSet,
  title: 'ReLU in too much of a hurry',
  layers: dense(3, 'relu'),
  optimizer: { kind: 'sgd', learningRate: 4 },
}

const view = (page: Page) => page.getByRole('region', { name: 'Gradients' })
const rowOf = (page: Page, layer: string) =>
  view(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^${layer} `) }) })

/** √(mean of squares) and √(sum of squares) of a weight's gradient over the training set. */
async function sizesOf(lab: Lab, layer: string) {
  const arrays = await lab.page.evaluate(() => window.glassnet.gradients())
  const { data } = arrays.find(({ name }) => name === `${layer}/weight`) ?? { data: [] }
  const norm = Math.hypot(...data)
  return { norm, rms: norm / Math.sqrt(data.length) }
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The number in "3.51·10⁻⁸". */
function numberOf(text: string): number {
  const [mantissa, power = ''] = text.replace('−', '-').split('·10')
  const exponent = [...power].map((c) => (c === '⁻' ? '-' : superscripts.indexOf(c))).join('')
  return Number(`${mantissa}e${exponent || 0}`)
}

const shown = async (page: Page, layer: string) =>
  numberOf((await rowOf(page, layer).locator('> span').last().textContent()) ?? '')

test('Ten sigmoid layers: the verdict says vanishing with its number, and leads to the layer @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(deepSigmoid)
  for (const step of [1, 2, 3]) {
    await lab.page.evaluate(() => window.glassnet.step(1))
    await expect(view(page)).toContainText(`Step ${step}, next batch of 150 examples`)
  }
  const first = await sizesOf(lab, 'layers/0')
  const last = await sizesOf(lab, 'output')
  expect((await shown(page, 'Layer 1')) / first.rms).toBeCloseTo(1, 1.7)
  expect((await shown(page, 'Output')) / last.rms).toBeCloseTo(1, 1.7)
  const verdict = view(page).getByRole('button', { name: /^Vanishing: Layer / })
  await expect(verdict).toContainText('of the output layer’s gradient (rule: below 10⁻³)')
  await expect(view(page).getByRole('status')).toContainText('Vanishing: Layer ')
  const [, worst, number] = /Layer (\d+) receives (\S+) of/.exec(await verdict.innerText()) ?? []
  const received = (await sizesOf(lab, `layers/${Number(worst) - 1}`)).rms / last.rms
  // The verdict goes by the median of the steps looked at, which differ little.
  expect(Math.abs(Math.log10(numberOf(number) / received))).toBeLessThan(0.2)

  await verdict.click()
  await expect(
    rowOf(page, `Layer ${worst}`).getByRole('button', { pressed: true }),
  ).toBeInViewport()
  await view(page).getByText('Norm', { exact: true }).click()
  await expect
    .poll(async () => Math.abs((await shown(page, 'Layer 1')) / first.norm - 1))
    .toBeLessThan(0.01)

  // The map has a column for each step, read by arrow keys alone.
  const map = view(page).getByRole('slider', { name: 'Gradient of layers by steps' })
  await map.focus()
  await page.keyboard.press('Home')
  await expect(map).toHaveAttribute('aria-valuetext', new RegExp(`^Layer ${worst}, step 0: `))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const below = new RegExp(`^Layer ${Number(worst) + 1}, step 1: \\d`)
  await expect(map).toHaveAttribute('aria-valuetext', below)

  // What nobody looked at is looked back on: from each kept state to the next.
  await page.getByRole('tab', { name: 'Gradients' }).click()
  for (const count of [4, 3, 2]) {
    await lab.page.evaluate((steps) => window.glassnet.step(steps), count)
  }
  await page.getByRole('tab', { name: 'Gradients' }).click()
  await expect(view(page)).toContainText('Step 12, next batch of 150 examples')
  await map.focus()
  await page.keyboard.press('End')
  for (const step of [12, 10, 10, 7]) {
    await expect(map).toHaveAttribute('aria-valuetext', new RegExp(`, step ${step}: \\d`))
    await page.keyboard.press('ArrowLeft')
  }
  await expect(view(page).getByText('not looked at')).toBeHidden()

  await view(page).getByText('Histograms', { exact: true }).click()
  await expect(view(page).getByRole('img')).toHaveCount(12)
  const { violations } = await new AxeBuilder({ page }).include('[role=tabpanel]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('ReLU units that die are counted, with the examples that they were silent for @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(hastyRelu)
  for (const step of [1, 2, 3, 4, 5, 6]) {
    await lab.page.evaluate(() => window.glassnet.step(1))
    await expect(view(page)).toContainText(`Step ${step}, next batch`)
  }
  await expect(view(page).getByRole('button', { name: /^Dead: \d of 8 units/ })).toContainText(
    /slope and output 0 for the last (300|450|600) examples looked at/,
  )
  const { violations } = await new AxeBuilder({ page }).include('[role=tabpanel]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
