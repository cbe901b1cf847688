import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { circle, lenet, smallDigits } from './support/documents'
import { expect, test } from './support/lab'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

const board = (page: Page, name: RegExp) => page.getByRole('listbox', { name })

/** All pixels of a board, as one text. */
const painted = (locator: Locator): Promise<string> =>
  locator.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())

/** How many colours a board has. */
const colours = (locator: Locator): Promise<number> =>
  locator.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')
    const data = context?.getImageData(0, 0, canvas.width, canvas.height).data
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size
  })

/** What a frame drawn on a board surrounds, in pixels of the first map. */
const outlined = (locator: Locator, side: number) =>
  locator.evaluate((element, pixels) => {
    const path = element.querySelector<SVGPathElement>('svg path')
    const tile = element.querySelector<HTMLElement>('[role=option]')
    const numbers =
      path
        ?.getAttribute('d')
        ?.match(/-?[\d.]+/g)
        ?.map(Number) ?? []
    const zoom = (tile?.offsetWidth ?? 0) / pixels
    const [left, top, width, height] = numbers.map((length) => length / zoom)
    return { top, left, bottom: top + height, right: left + width }
  }, side)

test('Feature maps change while LeNet trains, and a pixel shows what it sees @wasm', async ({
  lab,
  page,
}) => {
  // Two hundred steps of LeNet on a busy machine.
  test.slow()
  await lab.openDocument(lenet)
  await page.getByRole('tab', { name: 'Feature maps' }).click()
  const first = board(page, /^Layer 1, Convolution/)
  await expect(first.getByRole('option')).toHaveCount(6)
  await expect.poll(() => colours(first)).toBeGreaterThan(10)

  const before = await painted(first)
  await lab.play()
  await expect.poll(() => painted(first)).not.toBe(before)
  await lab.reaches(({ step }) => step >= 200)
  await lab.pause()
  await expect(first.getByRole('option').nth(2)).toHaveAccessibleName(
    /^Layer 1, map 3, (largest \S+ at row \d+, column \d+|0 everywhere)$/,
  )

  // Row 4, column 5 of the second map of 10×10.
  const third = board(page, /^Layer 3, Convolution/)
  const tile = await third.getByRole('option').nth(1).boundingBox()
  const origin = await third.boundingBox()
  if (!tile || !origin) throw new Error('The maps of layer 3 are not on the page.')
  const pixel = tile.width / 10
  await third.click({
    position: { x: tile.x - origin.x + 4.5 * pixel, y: tile.y - origin.y + 3.5 * pixel },
  })
  await expect(third.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  const large = page.getByRole('slider', { name: /^Layer 3, map 2/ })
  await expect(large).toHaveAttribute('aria-valuetext', /^row 4, column 5: z = .+ gives a = /)
  await expect(page.getByRole('group', { name: 'Input, Image' })).toContainText(
    'seen: rows 5–18, columns 7–20',
  )
  expect(await outlined(board(page, /^Input/), 28)).toEqual({
    top: 4,
    left: 6,
    bottom: 18,
    right: 20,
  })
  expect(await outlined(first, 28)).toEqual({ top: 6, left: 8, bottom: 16, right: 18 })
  expect(await outlined(board(page, /^Layer 2/), 14)).toEqual({
    top: 3,
    left: 4,
    bottom: 8,
    right: 9,
  })

  // The same by keyboard: one pixel down, and over to a map of another layer.
  await large.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Input, Image' })).toContainText(
    'seen: rows 7–20, columns 7–20',
  )
  await third.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowLeft')
  await expect(board(page, /^Layer 2/)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Layer 2, map [2-6]$/ })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('Maps show the gradient, and what changed since a step @wasm', async ({ lab, page }) => {
  await lab.openDocument(smallDigits)
  await lab.step(2)
  await page.getByRole('tab', { name: 'Feature maps' }).click()
  const first = board(page, /^Layer 1, Convolution/)
  await expect.poll(() => colours(first)).toBeGreaterThan(10)
  const activations = await painted(first)

  await page.getByRole('radio', { name: 'Gradient' }).check()
  await expect.poll(() => painted(first)).not.toBe(activations)
  await expect(page.getByRole('group', { name: 'Input, ∂L/∂x' })).toBeVisible()
  await expect.poll(() => colours(board(page, /^Input/))).toBeGreaterThan(10)

  await page.getByRole('button', { name: 'Compare with this step' }).click()
  await expect(page.getByText('step 2 − step 2', { exact: true })).toBeVisible()
  // Nothing has changed yet: the neutral colour, and what is between the tiles.
  await expect.poll(() => colours(first)).toBe(2)
  await lab.step(3)
  await expect(page.getByText('step 5 − step 2', { exact: true })).toBeVisible()
  await expect.poll(() => colours(first)).toBeGreaterThan(10)
  await page.getByText('Before activation').click()
  await expect.poll(() => colours(board(page, /^Layer 1, .* before ReLU/))).toBeGreaterThan(10)
  await page.getByRole('radio', { name: 'per map' }).check()
  expect(await violations(page)).toEqual([])

  const view = page.getByRole('region', { name: 'Feature maps' })
  await view.getByRole('button', { name: 'Next image' }).click()
  await expect(page.getByText('The maps of step 2 are kept for training image 1.')).toBeVisible()
})

test('Filters are pictures of the weights and of their gradient @wasm', async ({ lab, page }) => {
  await lab.openDocument(smallDigits)
  await page.getByRole('tab', { name: 'Filters' }).click()
  const filters = board(page, /^Layer 1 · Convolution 3×3: 6 filters/)
  await expect.poll(() => colours(filters)).toBeGreaterThan(10)
  const before = await painted(filters)
  await lab.step(3)
  await expect.poll(() => painted(filters)).not.toBe(before)
  const history = page.getByRole('region', { name: 'History of Layer 1, filter 1' })
  await expect(history.getByRole('img', { name: 'Step 0' })).toBeVisible()
  await expect(history.getByRole('img', { name: 'Step 3' })).toBeVisible()
  const weights = (await lab.parameters())[0].data
  await expect(filters.getByRole('option').nth(3)).toHaveAccessibleName(
    `Layer 1, filter 4, ${largest(weights, 3)}`,
  )

  await page.getByRole('radio', { name: 'Gradient' }).check()
  await expect(page.getByText('mean over the training set at step 3')).toBeVisible()
  const gradients = await page.evaluate(() => window.glassnet.gradients())
  await expect(filters.getByRole('option').nth(3)).toHaveAccessibleName(
    `Layer 1, filter 4, ${largest(gradients[0].data, 3)}`,
  )
  await expect.poll(() => painted(filters)).not.toBe(before)
  expect(await violations(page)).toEqual([])
})

/** Of filter `filter` of six with 3×3 weights each, in the words of the page. */
function largest(values: readonly number[], filter: number): string {
  const own = values.filter((_, i) => i % 6 === filter)
  const at = own.findIndex((value) => own.every((other) => Math.abs(other) <= Math.abs(value)))
  const number = own[at].toPrecision(3).replace('-', '−')
  return `largest ${number} at row ${Math.floor(at / 3) + 1}, column ${(at % 3) + 1}`
}

test('Networks without images have neither tab @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  await expect(page.getByRole('tab', { name: 'Examples' })).toBeVisible()
  await expect(page.getByRole('tab', { name: /^(Feature maps|Filters)$/ })).toHaveCount(0)
})
