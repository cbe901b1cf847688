import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import { expect, type Lab, test } from './support/lab'

/** One example, so that the loss of training is the loss of the example. */
const single = {
  format: 'glassnet/1',
  task: 'regression',
  loss: 'meanSquaredError',
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  batchSize: 1,
  view: { dock: 'chain' },
} as const

const neuron = { kind: 'dense', units: 1, activation: 'sigmoid' } as const

/** Weights large enough that the derivatives can be told from differences of a float32 loss. */
const chain: ExperimentDocument = {
  ...single,
  title: 'Chain of the tests',
  data: { kind: 'table', inputs: [[0.8]], targets: [[1.5]], testFraction: 0 },
  layers: [neuron, neuron, neuron],
  initialParameters: [[2], [-1], [-3], [1.2], [2.5], [-1.5], [2], [0.1]],
}

const wide: ExperimentDocument = {
  ...single,
  title: 'Wide network of the tests',
  data: { kind: 'table', inputs: [[0.8, -0.3]], targets: [[1.5]], testFraction: 0 },
  layers: [4, 3, 5].map((units) => ({ kind: 'dense', units, activation: 'sigmoid' })),
}

const view = (page: Page) => page.getByRole('region', { name: 'Chain of factors' })

const shown = async (page: Page, result: 'product' | 'measured'): Promise<number> =>
  Number(await view(page).locator(`[data-result="${result}"]`).getAttribute('data-value'))

const relative = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b)

async function gradient(page: Page, name: string): Promise<number[]> {
  const all = await page.evaluate(() => window.glassnet.gradients())
  const found = all.find((each) => each.name === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found.data
}

/** The loss with one number set in the open panel, by the page's own field. */
async function lossWith(lab: Lab, field: string, value: number): Promise<number> {
  const box = lab.page.getByRole('textbox', { name: field, exact: true })
  await box.fill(String(value))
  await box.press('Enter')
  await expect
    .poll(async () =>
      (await lab.parameters()).some(({ data }) => data.includes(Math.fround(value))),
    )
    .toBe(true)
  return (await lab.state()).trainLoss
}

test('The product of the factors is the measured derivative, and that of the loss itself', async ({
  lab,
  page,
}) => {
  await lab.openDocument(chain)
  await expect(view(page)).toContainText('equal')
  const product = await shown(page, 'product')
  expect(relative(product, await shown(page, 'measured'))).toBeLessThan(1e-4)
  expect(relative(product, (await gradient(page, 'layers/0/bias'))[0])).toBeLessThan(1e-4)

  // The difference of the loss where b₁ is a little more and a little less.
  await page.getByRole('button', { name: /^Layer 1, unit 1/ }).focus()
  await page.keyboard.press('Enter')
  const h = 0.01
  const more = await lossWith(lab, 'Bias', -1 + h)
  const less = await lossWith(lab, 'Bias', -1 - h)
  expect(relative(product, (more - less) / (2 * h))).toBeLessThan(1e-3)
  await lossWith(lab, 'Bias', -1)
  await page.keyboard.press('Escape')

  // By a weight further on, chosen by keyboard; then from the drawing.
  await view(page).getByRole('combobox', { name: 'Derivative by' }).selectOption('w₂')
  const weight = (await gradient(page, 'layers/1/weight'))[0]
  await expect.poll(async () => relative(await shown(page, 'product'), weight)).toBeLessThan(1e-4)
  await view(page)
    .getByRole('button', { name: /derivative by its bias b₃$/ })
    .focus()
  await page.keyboard.press('Enter')
  const bias = (await gradient(page, 'layers/2/bias'))[0]
  await expect.poll(async () => relative(await shown(page, 'product'), bias)).toBeLessThan(1e-4)
})

test('The preset is a chain whose depth and activation are edits of the document @wasm', async ({
  lab,
  page,
}) => {
  await lab.open('#preset=chain')
  await expect(view(page)).toContainText('equal')
  const six = Math.abs(await shown(page, 'product'))
  const depth = view(page).getByRole('textbox', { name: 'Hidden layers', exact: true })
  await depth.fill('12')
  await depth.press('Enter')
  await expect(view(page).getByRole('columnheader')).toHaveCount(2 * 13)
  await expect(view(page)).toContainText('equal')
  const twelve = await shown(page, 'product')
  expect(relative(twelve, await shown(page, 'measured'))).toBeLessThan(1e-4)
  // Each further sigmoid takes at least three quarters, and its weight gives little back.
  expect(Math.abs(twelve)).toBeLessThan(six / 100)
  const { layers } = await lab.experiment()
  expect(layers).toHaveLength(12)
  expect(new Set(layers?.map((layer) => JSON.stringify(layer))).size).toBe(1)

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(depth).toHaveValue('6')
  await view(page)
    .getByRole('combobox', { name: 'Activation of all hidden units' })
    .selectOption('tanh')
  await expect.poll(async () => Math.abs(await shown(page, 'product'))).toBeGreaterThan(six * 10)
  expect(relative(await shown(page, 'product'), await shown(page, 'measured'))).toBeLessThan(1e-4)

  await lab.step(20)
  await expect(view(page)).toContainText('step 20')
  expect(relative(await shown(page, 'product'), await shown(page, 'measured'))).toBeLessThan(1e-4)
})

test('In any other network the gains lead to the norms of the gradients, and a path through @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(wide)
  const rows = view(page).getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(1 + 4)
  // Of one example, the gradient of the biases is δ.
  const norm = async (layer: string) => Math.hypot(...(await gradient(page, `${layer}/bias`)))
  const output = await norm('output')
  const expectShares = async () => {
    for (const [i, layer] of ['layers/2', 'layers/1', 'layers/0'].entries()) {
      const share = Number(
        await rows
          .nth(2 + i)
          .locator('[data-value]')
          .getAttribute('data-value'),
      )
      expect(relative(share, (await norm(layer)) / output)).toBeLessThan(1e-4)
    }
  }
  await expectShares()
  await view(page).getByText('Batch', { exact: true }).click()
  await expect(view(page)).toContainText('of the coming batch')
  await expectShares()

  await view(page).getByText('Strongest path').click()
  await expect(view(page)).toContainText('the sum over 15 paths')
  const measured = await shown(page, 'measured')
  const biases = await gradient(page, 'layers/0/bias')
  expect(Math.min(...biases.map((each) => relative(measured, each)))).toBeLessThan(1e-4)
})

async function expectAccessible(page: Page): Promise<void> {
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(widths[0]).toBeLessThanOrEqual(widths[1])
  const { violations } = await new AxeBuilder({ page })
    .include('section[aria-label="Chain of factors"]')
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
}

test.describe('In the dark theme, on a phone', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 360, height: 740 } })

  test('axe finds nothing in the chain @wasm', async ({ lab, page }) => {
    await lab.open('#preset=chain')
    await expect(view(page)).toContainText('equal')
    await expectAccessible(page)
  })
})

test('axe finds nothing in the gains, layer by layer @wasm', async ({ lab, page }) => {
  await lab.openDocument(wide)
  await expect(view(page).getByRole('table').getByRole('row')).toHaveCount(5)
  await expectAccessible(page)
})
