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
