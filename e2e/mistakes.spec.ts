import AxeBuilder from '@axe-core/playwright'
import { digits8, ImageView } from './support/images'
import { expect, test } from './support/lab'

test('A cell of the confusion matrix lists its images, mistakes the surest first @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(digits8)
  await lab.step(40)
  await page.getByRole('tab', { name: 'Confusion' }).click()
  const matrix = page.getByRole('grid', { name: 'Confusion matrix' })
  const cells = matrix.getByRole('gridcell', { name: / taken for / })
  await expect(cells).toHaveCount(100)
  const counts = (await cells.allTextContents()).map(Number)
  const { testAccuracy = 0 } = await lab.state()
  const total = counts.reduce((a, b) => a + b, 0)
  const correct = counts.reduce((sum, count, i) => sum + (i % 11 === 0 ? count : 0), 0)
  expect(correct / total).toBeCloseTo(testAccuracy, 5)

  // All mistakes, the surest first.
  const mistakes = page.getByRole('region', { name: 'Mistakes, the surest first' })
  const images = mistakes.getByRole('listitem').getByRole('button')
  await expect(images).toHaveCount(Math.min(60, total - correct))
  const shares = (await images.allTextContents()).map((text) =>
    Number.parseFloat(text.split('→')[1].slice(1)),
  )
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))

  // A cell by keyboard: the first cell is the one tab stop, arrows go on from there.
  const most = counts.reduce((at, count, i) => (i % 11 > 0 && count > counts[at] ? i : at), 1)
  await cells.first().focus()
  for (let i = 0; i < Math.floor(most / 10); i++) await page.keyboard.press('ArrowDown')
  for (let i = 0; i < most % 10; i++) await page.keyboard.press('ArrowRight')
  await expect(cells.nth(most)).toBeFocused()
  await page.keyboard.press('Enter')
  const [actual, predicted] = [Math.floor(most / 10), most % 10]
  const cell = page.getByRole('region', { name: `${actual} taken for ${predicted}` })
  await expect(cell.getByRole('listitem')).toHaveCount(counts[most])

  // One of them is shown large, with what it is and what the network takes it for.
  const first = cell.getByRole('listitem').getByRole('button').first()
  const name = (await first.getAttribute('aria-label'))?.split(':')[0] ?? ''
  await first.click()
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(name.replace('test', 'Test'), { exact: true })).toBeVisible()
  const view = new ImageView(page)
  await expect(view.predicted).toContainText(new RegExp(`^${predicted}`))
  await expect(page.locator('li[data-target="true"]')).toContainText(new RegExp(`^${actual}`))

  expect(await new AxeBuilder({ page }).analyze()).toMatchObject({ violations: [] })
  expect((await lab.state()).step).toBe(40)
})

test('What matters in an image is drawn over it, and read pixel by pixel @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(digits8)
  await lab.step(100)
  const pixel = page.getByRole('slider', { name: 'Pixel of the image' })
  const value = () => pixel.getAttribute('aria-valuetext')
  await pixel.focus()
  await page.keyboard.press('ArrowUp')
  expect(await value()).toMatch(/^row 4, column 5: pixel [\d.]+$/)

  for (const [name, quantity] of [
    ['Saliency', 'gradient'],
    ['Grad-CAM', 'Grad-CAM'],
    ['Occlusion', 'change'],
  ]) {
    await page.getByText(name, { exact: true }).click()
    await pixel.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(value).toMatch(new RegExp(`, ${quantity} −?[\\d.·⁻⁰-⁹]+$`))
  }

  await page.getByRole('switch', { name: 'Accuracy on moved test images' }).click()
  await expect(page.getByText(/^359 test images, step 100/)).toBeVisible()
  const chart = page.getByRole('img', { name: /^Accuracy by pixels moved/ })
  const { testAccuracy = 0 } = await lab.state()
  await expect(chart).toHaveAccessibleName(
    new RegExp(`left – right: -2: [\\d.]+ %, .*, 0: ${(100 * testAccuracy).toFixed(1)} %`),
  )
  expect(await new AxeBuilder({ page }).analyze()).toMatchObject({ violations: [] })
})

test('The table of examples shows images @wasm', async ({ lab, page }) => {
  await lab.openDocument(digits8)
  await lab.step(20)
  await page.getByRole('tab', { name: 'Examples' }).click()
  const row = page.getByRole('row').nth(1)
  await expect(row.locator('canvas')).toBeVisible()
  await expect(page.getByRole('columnheader')).toHaveText([
    'Example',
    'Image',
    'Loss',
    'Target',
    'Output',
    'Share',
  ])
  const name = await row.getByRole('button').textContent()
  await row.click()
  const title = name?.replace('test', 'Test image') ?? ''
  await expect(page.getByText(title, { exact: true })).toBeVisible()
  expect(await new AxeBuilder({ page }).analyze()).toMatchObject({ violations: [] })
})
