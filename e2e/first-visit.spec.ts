import { createHash } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { address, expect, test } from './support/lab'

const fingerprint = async (canvas: Locator) =>
  createHash('sha256')
    .update(await canvas.screenshot())
    .digest('hex')

test('Space trains the first network that a visitor sees', async ({ lab, page }) => {
  await lab.open()
  const result = page
    .locator('section', { has: page.getByRole('heading', { name: 'Decision boundary' }) })
    .locator('canvas')
    .first()
  await expect(result).toBeVisible()
  const before = await lab.state()
  expect(before).toMatchObject({ status: 'paused', step: 0 })
  const picture = await fingerprint(result)

  await lab.press('Space')
  const after = await lab.reaches(({ step }) => step >= 100)
  expect(after.trainLoss).toBeLessThan(before.trainLoss)
  await expect.poll(() => fingerprint(result)).not.toBe(picture)

  await lab.press('Space')
  const paused = await lab.reaches(({ status }) => status === 'paused')
  expect(await lab.state()).toEqual(paused)
})

test('The engine and the reason for it are named', async ({ page }, { project }) => {
  await page.goto(address())
  const pill = page.getByRole('button', { name: /^Engine: / })
  await expect(pill).toHaveAccessibleName('Engine: WebAssembly')
  await pill.click()
  await expect(
    page.getByText(
      project.name === 'wasm'
        ? /found no graphics card|has no WebGPU/
        : 'The only WebGPU adapter is software (SwiftShader).',
    ),
  ).toBeVisible()
})

test('A visitor can choose WebGPU, and training goes on there @webgpu', async ({ lab, page }) => {
  await page.goto(address())
  await page.waitForFunction(() => 'glassnet' in window)
  await lab.step(10)
  const before = { state: await lab.state(), parameters: await lab.parameters() }
  expect(before.state.backend).toBe('wasm')

  await lab.ready()
  const after = await lab.state()
  expect(after).toMatchObject({ backend: 'webgpu', step: 10 })
  expect(await lab.parameters()).toEqual(before.parameters)
  await lab.step(20)
  expect(Math.abs((await lab.state()).trainLoss - before.state.trainLoss)).toBeLessThan(1)
})

test('Space trains the experiment that was just chosen from the list @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  await page.getByRole('button', { name: 'Experiments' }).click()
  await page.getByRole('button', { name: /^Two spirals/ }).click()
  await expect(page).toHaveTitle(/Two spirals/)
  await lab.press('Space')
  await lab.reaches(({ step }) => step > 20)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
