import { circle, exclusiveOr } from './support/documents'
import { expect, test } from './support/lab'

test('A weight and a bias are edited in place, by keyboard, while the run stands', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  const before = await lab.state()

  await page.getByRole('button', { name: /^Output/ }).focus()
  await page.keyboard.press('Enter')
  const bias = page.getByRole('textbox', { name: 'Bias', exact: true })
  await bias.fill('2.5')
  await bias.press('Enter')
  await expect.poll(async () => (await lab.parameters()).at(-1)?.data).toEqual([2.5])

  const weight = page.getByRole('textbox', { name: /^Weight from/ }).first()
  await weight.fill('-1.25')
  await weight.press('Enter')
  await expect.poll(async () => (await lab.parameters()).at(-2)?.data[0]).toBe(-1.25)

  await page.keyboard.press('Escape')
  await expect(bias).toBeHidden()
  const after = await lab.state()
  expect(after.step).toBe(before.step)
  expect(after.trainLoss).not.toBe(before.trainLoss)
  expect(after.editedAt).toBe(before.step)

  // Undo takes back one edit at a time, redo makes it again.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await lab.parameters()).at(-2)?.data[0]).not.toBe(-1.25)
  expect((await lab.parameters()).at(-1)?.data).toEqual([2.5])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await lab.state()).trainLoss).toBe(before.trainLoss)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(async () => (await lab.parameters()).at(-1)?.data).toEqual([2.5])
})

test('A number typed over one that training changes replaces it @wasm', async ({ lab, page }) => {
  await lab.openDocument({ ...circle, optimizer: { kind: 'sgd', learningRate: 0.001 } })
  await lab.play()
  await page.getByRole('button', { name: /^Layer 1, unit 1/ }).click()
  const bias = page.getByRole('textbox', { name: 'Bias', exact: true })
  await expect(bias).toBeFocused()
  const first = await bias.inputValue()
  await expect(bias).not.toHaveValue(first)
  await page.keyboard.type('-3')
  await expect(bias).toHaveValue('-3')
  await page.keyboard.press('Enter')
  await expect.poll(async () => Math.round((await lab.parameters())[1].data[0])).toBe(-3)
})

test('Another document closes the panel of a weight or unit of the one before @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await page.getByRole('button', { name: /^Layer 1, unit 1/ }).click()
  const bias = page.getByRole('textbox', { name: 'Bias', exact: true })
  await expect(bias).toBeVisible()
  await page.evaluate((document) => window.glassnet.load(document), exclusiveOr)
  await expect(bias).toBeHidden()
})
