import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { circle } from './support/documents'
import { expect, test } from './support/lab'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

test('axe finds nothing on a phone, nor in its menu @wasm', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await lab.openDocument(circle)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'More', exact: true }).click()
  expect(await violations(page)).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the page @wasm', async ({ lab, page }) => {
      await lab.openDocument(circle)
      await lab.step(50)
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
      expect(await violations(page)).toEqual([])
    })

    for (const [name, key] of [
      ['help', '?'],
      ['share', 's'],
      ['experiments', 'e'],
    ]) {
      test(`axe finds nothing with the dialog ${name} open @wasm`, async ({ lab, page }) => {
        await lab.open()
        await lab.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      })
    }
  })
}
