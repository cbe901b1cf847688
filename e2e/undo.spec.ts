import { circle } from './support/documents'
import { expect, type Lab, test } from './support/lab'

const units = async (lab: Pick<Lab, 'experiment'>) =>
  (await lab.experiment()).layers.map((layer) => 'units' in layer && layer.units)

test('Every edit can be undone and redone @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await page
    .getByRole('button', { name: /^Add a unit/ })
    .first()
    .click()
  await expect.poll(() => units(lab)).toEqual([5, 2])
  await page
    .getByRole('button', { name: /^Add a unit/ })
    .nth(1)
    .click()
  await expect.poll(() => units(lab)).toEqual([5, 3])

  await lab.press('ControlOrMeta+z')
  await expect.poll(() => units(lab)).toEqual([5, 2])
  await lab.press('ControlOrMeta+z')
  await expect.poll(() => units(lab)).toEqual([4, 2])
  await lab.press('ControlOrMeta+Shift+z')
  await expect.poll(() => units(lab)).toEqual([5, 2])
  expect((await lab.parameters())[0].shape).toEqual([2, 5])
})

test('A reload returns to the experiment @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await page
    .getByRole('button', { name: /^Add a unit/ })
    .first()
    .click()
  await expect.poll(() => units(lab)).toEqual([5, 2])
  await expect.poll(async () => (await lab.link()) === page.url()).toBe(true)
  await page.reload()
  await lab.ready()
  expect(await units(lab)).toEqual([5, 2])
  expect((await lab.experiment()).title).toBe(circle.title)
})

test('A visit without a link returns to the last experiment @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await expect.poll(async () => (await lab.link()) === page.url()).toBe(true)
  await page.goto('about:blank')
  await lab.open()
  expect((await lab.experiment()).title).toBe(circle.title)
})
