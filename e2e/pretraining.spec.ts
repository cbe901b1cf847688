import { smallDigits } from './support/documents'
import { expect, test } from './support/lab'

const often = { intervals: [100] }

test('A title given while layers are trained one by one does not begin it anew, other weights do @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  const layers = [1, 2, 3].map(() => ({ kind: 'conv2d', filters: 8, kernel: 3, padding: 'same' }))
  const document = {
    ...smallDigits,
    layers: [...layers, { kind: 'globalAveragePool2d' }],
    // Minutes of it.
    pretraining: { steps: 100_000 },
  }
  await page.evaluate((experiment) => void window.glassnet.load(experiment), document)
  const progress = page.getByRole('progressbar', { name: 'Pre-training' })
  const done = () => progress.evaluate(({ value }: HTMLProgressElement) => value)
  // Far enough that a new beginning is not mistaken for it.
  await expect.poll(done).toBeGreaterThan(0.05)
  const before = await done()
  const title = page.getByRole('textbox', { name: /title/i })
  await title.fill('Renamed')
  await title.press('Enter')
  await expect.poll(done, often).not.toBe(before)
  expect(await done()).toBeGreaterThan(before)

  await page.getByRole('button', { name: 'New weights' }).click()
  await expect.poll(done, often).toBeLessThan(before)
  const small = { ...document, pretraining: { steps: 2 } }
  await page.evaluate((experiment) => window.glassnet.load(experiment), small)
  await expect(progress).toHaveCount(0)
  expect((await lab.state()).step).toBe(0)
})
