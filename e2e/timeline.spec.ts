import type { Page } from '@playwright/test'
import { circle, exploding } from './support/documents'
import { expect, Lab, test } from './support/lab'

const handle = (page: Page) => page.getByRole('slider', { name: 'Step', exact: true })

/** Opens the panel of the time line. */
async function openPanel(page: Page) {
  await page.getByRole('button', { name: 'Time line', exact: true }).click()
  return page.getByRole('dialog', { name: 'Time line' })
}

/** Drags the handle to a share of the line, over many places in between. */
async function drag(page: Page, to: number) {
  const box = await handle(page).boundingBox()
  if (!box) throw new Error('The time line is not in sight.')
  const { x, y, width, height } = box
  const now = Number(await handle(page).inputValue())
  const last = Number(await handle(page).getAttribute('max'))
  await page.mouse.move(x + 4 + (width - 8) * (now / last), y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 4 + (width - 8) * to, y + height / 2, { steps: 12 })
  await page.mouse.up()
}

test('Dragging the handle shows the weights of every step on the way, exactly', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await lab.step(60)
  const early = await lab.parameters()
  await lab.press('b')
  await lab.step(60)
  const late = await lab.parameters()

  // Near a bookmark the handle takes hold of it.
  await drag(page, 0.505)
  const { lastStep, status } = await lab.reaches(({ step }) => step === 60)
  expect({ lastStep, status }).toEqual({ lastStep: 120, status: 'paused' })
  expect(await lab.parameters()).toEqual(early)
  await expect(handle(page)).toHaveAttribute('aria-valuetext', 'step 60 of 120, bookmark')

  await drag(page, 1)
  await lab.reaches(({ step }) => step === 120)
  expect(await lab.parameters()).toEqual(late)
})

test('Back, another learning rate, on, undo, back: the first run again, bit for bit @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await lab.step(400)
  const first = await lab.parameters()

  await drag(page, 0.4)
  const { step: changedAt } = await lab.reaches(({ step }) => step > 100 && step < 220)
  const rate = page.getByRole('textbox', { name: 'Learning rate' })
  await rate.fill('0.3')
  await rate.press('Enter')
  await lab.reaches(({ learningRate }) => learningRate === 0.3)
  const lost = `Steps ${changedAt + 1} to 400 are no longer part of the run`
  await expect(page.getByRole('status').filter({ hasText: lost })).toBeVisible()
  await page.evaluate(() => window.glassnet.step(100))
  await page.getByRole('button', { name: 'Undo' }).click()
  await lab.reaches(({ learningRate }) => learningRate === 0.03)
  await page.evaluate((steps) => window.glassnet.step(steps), 300 - changedAt)
  expect(await lab.state()).toMatchObject({ step: 400, editedAt: changedAt + 100 })
  expect(await lab.parameters()).not.toEqual(first)

  // Before the change, training on is told to lead elsewhere than it did; it leads to the first run.
  await handle(page).focus()
  await page.keyboard.press('Home')
  await lab.reaches(({ step }) => step === 0)
  const panel = await openPanel(page)
  await expect(panel).toContainText('so they will differ')
  await expect(panel).toContainText('settings or weights were changed')
  await page.keyboard.press('Escape')
  await page.evaluate(() => window.glassnet.seek(60))
  await page.evaluate(() => window.glassnet.step(340))
  const { editedAt, lastStep } = await lab.state()
  expect({ editedAt, lastStep }).toEqual({ editedAt: undefined, lastStep: 400 })
  expect(await lab.parameters()).toEqual(first)
})

test('Bookmarks and a step travel in the link to a clean profile @wasm', async ({
  lab,
  page,
  browser,
}, { project }) => {
  await lab.openDocument(circle)
  await lab.step(30)
  const marked = await lab.parameters()
  await page.getByRole('button', { name: 'Bookmark this step' }).click()
  await lab.step(170)
  const shown = await lab.parameters()
  await page.getByRole('button', { name: 'Bookmark this step' }).click()
  const panel = await openPanel(page)
  await panel.getByRole('textbox', { name: 'Title of the bookmark at step 30' }).fill('still lost')
  await page.keyboard.press('Escape')
  await page.evaluate(() => window.glassnet.seek(100))
  const between = await lab.parameters()

  await page.getByRole('button', { name: /^Share/ }).click()
  const share = page.getByRole('dialog', { name: 'Share this experiment' })
  const link = share.getByRole('textbox', { name: 'Link', exact: true })
  const plain = await lab.link()
  await expect(link).toHaveValue(plain)
  await share.getByRole('switch', { name: /Open at step 100/ }).check()
  await expect(link).not.toHaveValue(plain)
  const address = await link.inputValue()
  // What is shared leaves the document as it is.
  expect(await lab.link()).toBe(plain)

  const clean = await browser.newContext()
  const other = new Lab(await clean.newPage(), project.name)
  await other.goto(address)
  const opened = await other.reaches(({ step, seeking }) => step === 100 && seeking === undefined)
  expect(opened.status).toBe('paused')
  expect(await other.parameters()).toEqual(between)

  const bookmarks = await openPanel(other.page)
  await expect(bookmarks.getByRole('textbox', { name: /at step 30$/ })).toHaveValue('still lost')
  // Further than it was trained: it is trained up to there.
  await bookmarks.getByRole('button', { name: 'Go to step 200' }).click()
  await other.reaches(({ step }) => step === 200)
  expect(await other.parameters()).toEqual(shown)
  await bookmarks.getByRole('button', { name: 'Go to step 30' }).click()
  await other.reaches(({ step }) => step === 30)
  expect(await other.parameters()).toEqual(marked)
  await bookmarks.getByRole('button', { name: 'Remove the bookmark at step 200' }).click()
  await other.page.keyboard.press('Escape')

  await other.press('r')
  expect(await other.reaches(({ step }) => step === 0)).toMatchObject({ lastStep: 0 })
  const { view } = await other.experiment()
  expect(view).toEqual({ bookmarks: [{ step: 30, title: 'still lost' }] })
  await clean.close()
})

test('By keyboard alone: back, bookmark, on from there, reset @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await lab.step(500)
  await page.getByRole('button', { name: 'Time line', exact: true }).focus()
  await page.keyboard.press('Tab')
  await expect(handle(page)).toBeFocused()
  const moves = { ArrowLeft: 499, PageDown: 449, Home: 0, PageUp: 50, ArrowRight: 51 }
  for (const [key, step] of Object.entries(moves)) {
    await page.keyboard.press(key)
    const text = `step ${step} of 500`
    await expect(handle(page)).toHaveAttribute('aria-valuetext', text)
    await lab.reaches((state) => state.step === step)
  }
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'Step 51 is bookmarked' })).toBeVisible()
  expect((await lab.experiment()).view?.bookmarks).toEqual([{ step: 51 }])

  await page.keyboard.press('Space')
  await expect(page.getByRole('status').filter({ hasText: 'goes on from step 51' })).toBeVisible()
  await lab.reaches(({ step, status }) => status === 'playing' && step > 60)
  await page.keyboard.press('Space')
  await lab.reaches(({ status }) => status === 'paused')
  await page.keyboard.press('r')
  expect(await lab.reaches(({ step }) => step === 0)).toMatchObject({ lastStep: 0 })
  await expect(handle(page)).toHaveAttribute('max', '0')
})

test('A long way to a bookmark shows how far it is, and can be stopped @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...circle, view: { bookmarks: [{ step: 900_000_000, title: '' }] } })
  const panel = await openPanel(page)
  await panel.getByRole('button', { name: 'Go to step 900,000,000' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Training up to step 900,000,000')).toBeAttached()
  await page.getByRole('button', { name: /^Stop on the way/ }).click()
  const { step, lastStep, status } = await lab.reaches(({ seeking }) => seeking === undefined)
  expect(step).toBeGreaterThan(0)
  expect({ lastStep, status }).toEqual({ lastStep: step, status: 'paused' })
})

test('Back from a divergence by the time line, which keeps its place @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(exploding)
  const first = await lab.parameters()
  await lab.play()
  const { divergence } = await lab.reaches(({ status }) => status === 'diverged')
  await handle(page).focus()
  await page.keyboard.press('Home')
  await lab.reaches(({ step, status }) => step === 0 && status === 'paused')
  expect(await lab.parameters()).toEqual(first)
  await expect(page.getByRole('alert')).toHaveCount(0)
  const panel = await openPanel(page)
  await expect(panel).toContainText(`diverged, at step ${divergence?.step}`)
})

test('A click on the curves goes to that step @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await lab.step(100)
  const curves = page.getByRole('slider', { name: 'Values of the loss' })
  const box = await curves.boundingBox()
  if (!box) throw new Error('The curves are not in sight.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const { step } = await lab.reaches((state) => state.step < 100)
  expect(step).toBeGreaterThan(20)
  expect(step).toBeLessThan(80)
  await curves.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  expect(await lab.reaches((state) => state.step === 0)).toMatchObject({ lastStep: 100 })
})
