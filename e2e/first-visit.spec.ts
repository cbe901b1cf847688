import { createHash } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { expect, test } from './support/lab'

const fingerprint = async (canvas: Locator) =>
  createHash('sha256')
    .update(await canvas.screenshot())
    .digest('hex')

test('Space trains the first network that a visitor sees', async ({ lab, page }) => {
  await lab.open()
  const result = page.getByRole('region', { name: 'Result' }).locator('canvas').first()
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

test('The engine and the reason for it are named', async ({ lab, page }, { project }) => {
  await lab.open()
  const { backend } = await lab.state()
  expect(backend).toBe(project.name)
  const name = backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'
  await page.getByRole('button', { name: new RegExp(`^Engine: ${name}`) }).click()
  if (backend === 'wasm')
    await expect(page.getByText(/no .*(adapter|WebGPU)|WebGPU .*not/i)).toBeVisible()
})
