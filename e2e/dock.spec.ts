import { threeGaussians } from './support/documents'
import { expect, test } from './support/lab'

test('The dock opens high enough for the confusion matrix of three classes @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(threeGaussians)
  await page.getByRole('tab', { name: 'Confusion' }).click()
  await expect(page.getByRole('region', { name: 'Confusion matrix' })).toBeInViewport({ ratio: 1 })
})
