import { spiral } from './support/documents'
import { expect, Lab, test } from './support/lab'

const STEPS = 137

test('A link opens the same run in a clean profile, loss for loss', async ({ lab, browser }, {
  project,
}) => {
  await lab.openDocument(spiral)
  await lab.step(STEPS)
  const link = await lab.link()
  const here = { state: await lab.state(), parameters: await lab.parameters() }
  expect(here.state.step).toBe(STEPS)

  const clean = await browser.newContext()
  const other = new Lab(await clean.newPage(), project.name)
  await other.goto(link)
  expect((await other.experiment()).title).toBe(spiral.title)
  await other.step(STEPS)
  const there = { state: await other.state(), parameters: await other.parameters() }
  await clean.close()

  expect(there.state.trainLoss).toBe(here.state.trainLoss)
  expect(there.state.testLoss).toBe(here.state.testLoss)
  expect(there.parameters).toEqual(here.parameters)
})

test('The share dialog shows the link that the address bar has @wasm', async ({ lab, page }) => {
  await lab.openDocument(spiral)
  const link = await lab.link()
  await page.getByRole('button', { name: /^Share/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: /link/i }).first()).toHaveValue(link)
  await expect.poll(() => page.url()).toBe(link)
})
