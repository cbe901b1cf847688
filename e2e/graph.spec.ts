import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { formatNumber } from '../src/views/shared/number'
import { circle, spiral } from './support/documents'
import { expect, test } from './support/lab'

const graphOf = (page: Page) => page.getByRole('region', { name: 'Computational graph' })

/** An operation or a leaf of the graph, by what it is called. */
const nodeOf = (page: Page, title: string): Locator =>
  graphOf(page).getByRole('button', { name: new RegExp(`^${title}: `) })

/** The last number of an equation that a node is spelled out with: "∂L/∂x = … = 1.26". */
async function numberOf(page: Page, title: string, left: string): Promise<string | undefined> {
  const label = (await nodeOf(page, title).getAttribute('aria-label')) ?? ''
  const equations = label.slice(title.length + 2).split('; ')
  return equations
    .find((equation) => equation.startsWith(`${left} = `))
    ?.split(' = ')
    .at(-1)
}

test('The chain rule is checked by hand, and follows a changed weight', async ({ lab, page }) => {
  await lab.open('#preset=chain-rule')
  const graph = graphOf(page)
  await expect(graph).toContainText('z1 = 1.00')
  expect(await numberOf(page, 'Output of layer 1', 'a₁')).toBe('0.762')
  expect(await numberOf(page, 'Weighted sum of layer 1', '∂L/∂z₁')).toBe('0.420')
  expect(await numberOf(page, 'Loss of this example', 'L')).toBe('0.250')

  // With one example, the engine's gradients are those of the graph.
  const parameters = [
    ['Weight from input x to layer 1', '∂L/∂w₁'],
    ['Bias of layer 1', '∂L/∂b₁'],
    ['Weight from a₁ to output', '∂L/∂w₂'],
    ['Bias of output', '∂L/∂b₂'],
  ]
  const expectGradients = async () => {
    const gradients = await page.evaluate(() => window.glassnet.gradients())
    for (const [i, [title, left]] of parameters.entries()) {
      const wanted = formatNumber(gradients[i].data[0])
      await expect.poll(() => numberOf(page, title, left)).toBe(wanted)
    }
  }
  await expectGradients()

  await graph
    .getByLabel('What the graph leads to')
    .selectOption({ label: 'output y · 5 operations' })
  await expect.poll(() => numberOf(page, 'input x', '∂y/∂x')).toBe('1.26')
  // Numbers of the engine: x, z, a, y and the derivatives by both sums and the input.
  await expect(graph).toContainText('6 of these numbers are the engine’s own.')
  await graph.getByLabel('What the graph leads to').selectOption('loss')

  await page.getByRole('button', { name: /^Layer 1, unit 1/ }).click()
  const weight = page.getByRole('textbox', { name: /^Weight from/ })
  await weight.fill('2')
  await weight.press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(() => numberOf(page, 'Weighted sum of layer 1', 'z₁')).toBe('−1.00')
  expect(await numberOf(page, 'Output of layer 1', 'a₁')).toBe('−0.762')
  await expectGradients()
  await graph.getByLabel('What the graph leads to').selectOption('output 0')
  await expect.poll(() => numberOf(page, 'input x', '∂y/∂x')).toBe('0.840')
  expect(Number(await graph.locator('[data-check]').getAttribute('data-check'))).toBeLessThan(1e-5)
})

test('The graph is walked by keyboard, each operation spelled out @wasm', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await lab.open('#preset=chain-rule')
  const graph = graphOf(page)
  const next = graph.getByRole('button', { name: 'Next operation' })
  await next.focus()
  // Nothing moves by itself for those who want calm.
  await expect(graph.getByRole('button', { name: 'Walk through' })).toBeHidden()

  await page.keyboard.press('Enter')
  await expect(graph).toContainText('forward 1 of 17')
  await expect(graph).toContainText('p1 = x · w1 = 2.00 · 3.00 = 6.00')
  await expect(graph.locator('svg[role=group]')).not.toContainText('z1 =')
  for (let i = 0; i < 6; i++) await page.keyboard.press('Space')
  await expect(graph).toContainText('backward 7 of 17')
  await expect(graph.locator('svg[role=group]')).toContainText('L = 0.250')
  await graph.getByRole('button', { name: 'Show all numbers' }).press('Enter')

  await nodeOf(page, 'input x').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(nodeOf(page, 'Weighted sum of layer 1')).toBeFocused()
  await expect(graph).toContainText('∂L/∂z1 = ∂L/∂a1 · σ′(z1) = 1.00 · 0.420 = 0.420')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowDown')
  await expect(nodeOf(page, 'Bias of layer 1')).toBeFocused()
  await page.keyboard.press('Space')
  expect((await lab.state()).step).toBe(0)

  const { violations } = await new AxeBuilder({ page })
    .include('[aria-label="Computational graph"]')
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([])
})

test('It follows training; of a larger network it offers the part that can be read @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...circle, view: { dock: 'graph' } })
  const graph = graphOf(page)
  await lab.step(40)
  await expect(graph).toContainText('step 40')
  const { data } = (await lab.parameters())[0]
  const weight = 'Weight from input y to layer 1, unit 2'
  const units = (await lab.parameters())[1].data.length
  await expect.poll(() => numberOf(page, weight, 'w₁,₂₂')).toBe(formatNumber(data[units + 1]))
  expect(Number(await graph.locator('[data-check]').getAttribute('data-check'))).toBeLessThan(1e-5)

  const larger = { ...spiral, view: { dock: 'graph' } }
  await page.evaluate((document) => window.glassnet.load(document), larger)
  await expect(graph).toContainText('More than 60 cannot be read.')
  await page.getByRole('button', { name: /^Layer 1, unit 3/ }).click()
  // Escape closes its panel, and would let go of the unit where there is none.
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await graph.getByRole('button', { name: /layer 1, unit 3 alone/ }).click()
  await expect(nodeOf(page, 'Output of layer 1, unit 3')).toBeVisible()
})
