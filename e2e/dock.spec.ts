import type { Locator } from '@playwright/test'
import { smallDigits, threeGaussians } from './support/documents'
import { expect, test } from './support/lab'

test('The dock opens high enough for the confusion matrix of three classes @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(threeGaussians)
  await page.getByRole('tab', { name: 'Confusion' }).click()
  await expect(page.getByRole('region', { name: 'Confusion matrix' })).toBeInViewport({ ratio: 1 })
})

test('Scroll bars leave the panels, the chain and the arithmetic of a pixel their room @wasm', async ({
  lab,
  page,
}) => {
  const fits = (place: Locator) =>
    place.evaluate((e) => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight)
  await lab.open('#preset=chain')
  const tasks = page.getByRole('radiogroup').filter({ hasText: 'Regression' }).first()
  expect(await fits(tasks)).toBe(true)
  const loss = page.getByRole('tabpanel').getByText('loss', { exact: true })
  await expect(loss).toBeInViewport({ ratio: 1 })
  const [panel, end] = [await page.getByRole('tabpanel').boundingBox(), await loss.boundingBox()]
  expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThan((panel?.x ?? 0) + (panel?.width ?? 0) - 8)

  await lab.openDocument({ ...smallDigits, view: { dock: 'arithmetic' } })
  await expect(page.getByText('patch x').first()).toBeVisible()
  expect(await fits(page.getByRole('tabpanel'))).toBe(true)
})
