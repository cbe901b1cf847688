import AxeBuilder from '@axe-core/playwright'
import { type Page, test as plain } from '@playwright/test'
import { circle } from './support/documents'
import { expect, Lab, test } from './support/lab'

const dataSet = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'Data set' }).getByRole('radio', { name, exact: true })

async function openImages(page: Page): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Task' })
    .getByRole('radio', { name: 'Images' })
    .check()
  await expect(page.getByRole('button', { name: /^Training image/ }).first()).toBeVisible()
}

test('images are chosen in the data panel, and only their file is fetched @wasm', async ({
  lab,
  page,
}) => {
  const files: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/data/')) files.push(request.url().split('/').at(-1) ?? '')
  })
  await lab.openDocument(circle)
  const first = await lab.experiment()
  await openImages(page)
  await dataSet(page, 'MNIST').check()
  await lab.reaches(({ step }) => step === 0)
  await expect(page.getByText('Test images', { exact: true })).toBeVisible()
  expect(files).toEqual(['digits.u8z', 'mnist-5000.u8z'])
  expect(await lab.experiment()).toMatchObject({
    data: { kind: 'bundled', name: 'mnist' },
    loss: 'softmaxCrossEntropy',
    batchSize: 32,
  })

  await dataSet(page, '1 against 5').check()
  await expect(page.getByRole('button', { name: /^Training image \d+, / })).toHaveCount(12)
  expect(await lab.experiment()).toMatchObject({ data: { classes: ['1', '5'] } })
  // From memory: the file is the same.
  expect(files).toHaveLength(2)

  await page.getByRole('checkbox', { name: '7', exact: true }).check()
  await expect(page.getByRole('button', { name: /^Training image \d+, 7/ })).toHaveCount(6)
  // Edits that follow each other fast are undone together, so there are two to four of them.
  await expect
    .poll(async () => {
      await page.keyboard.press('ControlOrMeta+z')
      return lab.experiment()
    })
    .toEqual(first)
})

test('an image is chosen by keyboard @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await openImages(page)
  const images = page.getByRole('button', { name: /^Training image/ })
  await images.first().focus()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) {
    await page.keyboard.press(key)
  }
  await expect(images.nth(12)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(images.nth(12)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: /^Training image/, pressed: true })).toHaveCount(1)
})

test('a file that is on its way shows how far it is, and another choice does not wait for it @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await openImages(page)
  await page.route('**/mnist-5000.u8z', () => {
    // Never answered.
  })
  await dataSet(page, 'MNIST').check()
  await expect(page.getByText('MNIST, 0 of 975 kB')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Loading MNIST' })).toBeVisible()
  await dataSet(page, 'Shapes').check()
  await expect(page.getByRole('button', { name: /^Training image \d+, triangle/ })).not.toHaveCount(
    0,
  )
  await expect(page.getByText('975 kB')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

// The browser itself reports the failure to the console, so without the fixture that forbids that.
plain(
  'a file that cannot be loaded is named, and the run goes on where it stood @wasm',
  async ({ page }, { project }) => {
    const lab = new Lab(page, project.name)
    await lab.openDocument(circle)
    await lab.step(40)
    const before = await lab.parameters()
    await page.route('**/digits.u8z', (route) => route.abort())
    const images = page
      .getByRole('radiogroup', { name: 'Task' })
      .getByRole('radio', { name: 'Images' })
    await images.check()
    await expect(page.getByRole('alert')).toContainText('digits.u8z could not be loaded')
    await page.keyboard.press('ControlOrMeta+z')
    expect((await lab.state()).step).toBe(40)
    expect(await lab.parameters()).toEqual(before)

    await images.check()
    await expect(page.getByText('Digits 8×8 could not be loaded.')).toBeVisible()
    await page.unroute('**/digits.u8z')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: /^Training image \d+, 7/ })).toHaveCount(6)
    await expect(page.getByRole('alert')).toHaveCount(0)
  },
)

test('augmentation is set and shown @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await openImages(page)
  await page.getByText('Augmentation').click()
  await expect(page.getByRole('img', { name: /^Random changes of training image/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Rotation' }).fill('12')
  await page.keyboard.press('Enter')
  await page.getByRole('switch', { name: 'Mirror every other image' }).check()
  expect(await lab.experiment()).toMatchObject({ augmentation: { rotation: 12, flip: true } })
  await lab.step(20)
  expect((await lab.state()).step).toBe(20)
})

test('the data panel of images has no violation @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await openImages(page)
  await page.getByText('Augmentation').click()
  await page.getByRole('region', { name: 'Data' }).evaluate((panel) => {
    panel.id = 'panel'
  })
  const { violations } = await new AxeBuilder({ page }).include('#panel').analyze()
  expect(violations).toEqual([])
})
