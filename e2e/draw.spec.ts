import AxeBuilder from '@axe-core/playwright'
import { digits8, digits28, ImageView, type Point, SEVEN } from './support/images'
import { expect, test } from './support/lab'

test('A 7 drawn on the pad is recognised @wasm', async ({ lab, page }) => {
  await lab.openDocument(digits28)
  await lab.step(300)
  expect((await lab.state()).testAccuracy).toBeGreaterThan(0.85)
  const view = new ImageView(page)
  await view.openPad()
  await expect(page.getByText('Draw here')).toBeVisible()

  await view.draw(SEVEN)
  await expect(view.predicted).toContainText(/^7/)
  const share = await view.predicted.textContent()
  expect(Number.parseFloat(share?.slice(1) ?? '')).toBeGreaterThan(60)
  await expect(page.getByText('scaled to 20 of 28×28 pixels')).toBeVisible()

  // The examples come back as they were, and so does the drawing.
  await page.getByText('Examples', { exact: true }).first().click()
  await expect(page.getByText('Training image 1', { exact: true })).toBeVisible()
  await view.openPad()
  await expect(view.predicted).toContainText(/^7/)
  await page.getByRole('button', { name: 'Undo on the pad' }).click()
  await expect(page.getByText('Draw here')).toBeVisible()
})

test('The pad is drawn on by keyboard, and the page keeps its keys meanwhile @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(digits8)
  await lab.step(400)
  const view = new ImageView(page)
  await view.openPad()
  await view.pad.focus()
  const press = async (key: string, times: number) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key)
  }
  await press('ArrowUp', 9)
  await press(' ', 1)
  await expect(view.pad.getByText(/^Brush down/)).toBeAttached()
  await press('ArrowDown', 18)
  await press(' ', 1)
  await expect(view.predicted).toContainText(/^1/)
  expect(await lab.state()).toMatchObject({ step: 400, status: 'paused' })

  await press('Delete', 1)
  await expect(page.getByText('Draw here')).toBeVisible()
})

const line = (from: Point, to: Point): readonly Point[] => [from, to]

test('Drawings collected class by class become the data, which undo takes back @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(digits8)
  const view = new ImageView(page)
  await view.openPad()
  await page.getByText('Own set').click()
  for (const [index, name] of ['post', 'beam'].entries()) {
    const field = page.getByRole('textbox', { name: `Name of ${'AB'[index]}` })
    await field.fill(name)
    await field.press('Enter')
    await page.getByRole('radio', { name: `Collect for ${name}` }).check()
    for (const at of [0.35, 0.5, 0.65]) {
      await view.draw(
        index === 0 ? line([at, 0.15], [1 - at, 0.85]) : line([0.15, at], [0.85, 1 - at]),
      )
      await page.getByRole('button', { name: `Add to ${name}` }).click()
      await expect(page.getByText('Draw here')).toBeVisible()
    }
  }
  await expect(page.getByRole('button', { name: /^Take away image \d of beam/ })).toHaveCount(3)
  await page.getByRole('button', { name: 'Take away image 3 of beam' }).click()
  await page.getByRole('button', { name: 'Train on 5 images' }).click()

  await expect.poll(async () => (await lab.experiment()).title).toBe('My images')
  expect((await lab.experiment()).data).toMatchObject({
    kind: 'table',
    shape: [8, 8, 1],
    classes: ['post', 'beam'],
    labels: [0, 0, 0, 1, 1],
  })
  await lab.step(150)
  expect((await lab.state()).trainAccuracy).toBe(1)
  await view.draw(line([0.5, 0.1], [0.55, 0.9]))
  await expect(view.predicted).toContainText(/^post/)
  expect(await new AxeBuilder({ page }).analyze()).toMatchObject({ violations: [] })

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(async () => (await lab.experiment()).title).toBe('Digits of the tests')
})
