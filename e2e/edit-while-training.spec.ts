import { circle } from './support/documents'
import { expect, test } from './support/lab'

test('A learning rate takes effect while training goes on', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await lab.play()
  const before = await lab.reaches(({ step }) => step > 20)

  const field = page.getByRole('textbox', { name: 'Learning rate' })
  await field.fill('0.005')
  await field.press('Enter')

  const after = await lab.reaches(
    ({ learningRate, step }) => learningRate === 0.005 && step > before.step,
  )
  expect(after.status).toBe('playing')
})

test('Another width starts again from the same seed, and says so', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await lab.play()
  await lab.reaches(({ step }) => step > 200)
  await page
    .getByRole('button', { name: /^Add a unit/ })
    .first()
    .click()

  await expect(page.getByRole('status').filter({ hasText: /start|again|reset/i })).toBeVisible()
  expect((await lab.experiment()).layers[0]).toMatchObject({ units: 5 })
  expect((await lab.parameters())[0].shape).toEqual([2, 5])
})
