import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { circle } from './support/documents'
import { expect, test } from './support/lab'

const chart = (page: Page) => page.getByRole('region', { name: 'Activation chart' })
const card = (page: Page, name: string) =>
  chart(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('section[aria-label="Activation chart"]')
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test('Every activation is told at one z, and put into a layer by keyboard @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await page.getByRole('tab', { name: 'Activations' }).click()
  const cards = chart(page).getByRole('listitem')
  await expect(cards).toHaveCount(16)
  await expect(cards.first()).toContainText('tanhused by Layer 1')

  const z = chart(page).getByRole('textbox', { name: 'z', exact: true })
  await z.fill('2')
  await z.press('Enter')
  await expect(card(page, 'tanh')).toContainText('σ(2.00) = 0.964')
  await expect(card(page, 'sigmoid')).toContainText('σ′(2.00) = 0.105')
  // The slider goes on from there, by twentieths.
  const slider = chart(page).getByRole('slider', { name: 'z, slider' })
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 'identity')).toContainText('σ(1.95) = 1.95')
  await page.keyboard.press('Home')
  await expect(card(page, 'ReLU')).toContainText('σ′(−6.00) = 0')
  await expect(card(page, 'sigmoid')).toContainText('σ(−6.00) = 0.00247')

  // Ten examples through four units.
  await expect(chart(page)).toContainText('z of Layer 1: 40 of the batch at step 0')
  await lab.step(3)
  await expect(chart(page)).toContainText('z of Layer 1: 40 of the batch at step 3')

  await chart(page).getByRole('combobox', { name: 'Layer' }).selectOption('Layer 2')
  await expect(chart(page)).toContainText('z of Layer 2: 20 of the batch')
  await chart(page).getByRole('button', { name: 'Use ReLU in Layer 2' }).focus()
  await page.keyboard.press('Enter')
  await expect(cards.first()).toContainText('ReLUused by Layer 2')
  await expect(page.getByRole('heading', { name: 'ReLU', exact: true })).toBeFocused()
  const { layers } = await lab.experiment()
  expect(layers?.[0]).not.toHaveProperty('activation', 'relu')
  expect(layers?.[1]).toHaveProperty('activation', 'relu')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(cards.first()).toContainText('tanhused by Layer 2')

  await chart(page).getByRole('combobox', { name: 'Layer' }).selectOption('Output')
  await expect(chart(page)).toContainText('which follows from task and loss')
  await expect(chart(page).getByRole('button', { name: /^Use / })).toHaveCount(0)
})

for (const { colorScheme, width } of [
  { colorScheme: 'light', width: 1366 },
  { colorScheme: 'dark', width: 360 },
] as const) {
  test.describe(`In the ${colorScheme} theme, ${width} px wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 768 } })

    test('axe finds nothing in the activation chart @wasm', async ({ lab, page }) => {
      await lab.openDocument(circle)
      await page.getByRole('tab', { name: 'Activations' }).click()
      await expect(chart(page)).toContainText('of the batch')
      await expect(chart(page).getByRole('listitem')).toHaveCount(16)
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ])
      expect(widths[0]).toBeLessThanOrEqual(widths[1])
      expect(await violations(page)).toEqual([])
    })
  })
}
