import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/lab'

const grid = (page: Page, name: 'Input' | 'Filter' | 'Output') =>
  page.getByRole('grid', { name: new RegExp(`^${name}, `) })

const number = (text: string) => Number(text.replace('−', '-'))

/** The numbers as they are printed, row by row. */
async function numbers(table: Locator): Promise<number[][]> {
  const rows = await table.getByRole('row').all()
  return Promise.all(
    rows.map(async (row) => (await row.getByRole('gridcell').allInnerTexts()).map(number)),
  )
}

/** Row and column, from 0, of the output whose window is shown. */
async function selected(page: Page): Promise<{ row: number; column: number }> {
  const name = await grid(page, 'Output')
    .getByRole('gridcell', { selected: true })
    .getAttribute('aria-label')
  const [, row, column] = /^row (\d+), column (\d+):/.exec(name ?? '') ?? []
  return { row: Number(row) - 1, column: Number(column) - 1 }
}

/** The sum beneath the grids, its terms and its result. */
async function sum(page: Page): Promise<{ terms: number[]; result: number }> {
  const text = await page
    .getByRole('paragraph')
    .filter({ hasText: /^y\(\d+, \d+\) = / })
    .innerText()
  const [, terms, result] = /= (.*) = (\S+)$/.exec(text) ?? []
  return {
    terms: terms.replaceAll(' − ', ' + −').split(' + ').map(number),
    result: number(result),
  }
}

async function openTable(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Convolution' }).click()
  await expect(grid(page, 'Output')).toBeVisible()
}

/** Checks the sum against the input and the filter as they are shown. */
async function expectTrueSum(page: Page, stride: number): Promise<void> {
  const [input, filter, output] = await Promise.all([
    numbers(grid(page, 'Input')),
    numbers(grid(page, 'Filter')),
    numbers(grid(page, 'Output')),
  ])
  const { row, column } = await selected(page)
  const products = filter.flatMap((weights, m) =>
    weights.map((weight, n) => weight * input[row * stride + m][column * stride + n] + 0),
  )
  const shown = await sum(page)
  expect(shown.terms).toEqual(products)
  expect(shown.result).toBe(products.reduce((a, b) => a + b, 0))
  expect(output[row][column]).toBe(shown.result)
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('section[aria-label="Convolution table"]')
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test('The convolution table shows the sum of each output, by stride and arrow keys @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  await openTable(page)
  await expectTrueSum(page, 1)

  await page.getByRole('slider', { name: 'Stride' }).press('ArrowRight')
  await expect(grid(page, 'Output').getByRole('row')).toHaveCount(3)
  await expect(page.getByText('⌊(7 + 2·0 − 1·(3 − 1) − 1)/2⌋ + 1 = 3')).toBeVisible()
  await expectTrueSum(page, 2)

  const before = await selected(page)
  await grid(page, 'Output').getByRole('gridcell', { selected: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  expect(await selected(page)).toEqual({ row: before.row - 1, column: before.column + 1 })
  await expectTrueSum(page, 2)

  // Space slides the window on to the last output.
  await page.keyboard.press('Space')
  await expect.poll(() => selected(page)).toEqual({ row: 2, column: 2 })
  await expectTrueSum(page, 2)
})

test('Pixels and weights are painted, typed and chosen @wasm', async ({ lab, page }) => {
  await lab.open()
  await openTable(page)
  await page.getByLabel('Ready inputs').selectOption('Blank, to paint on')
  await page.getByLabel('Classic filters').selectOption('Edge (Laplacian)')
  const pixel = (row: number, column: number) =>
    grid(page, 'Input').getByRole('gridcell', {
      name: new RegExp(`^row ${row}, column ${column}:`),
    })

  await pixel(3, 3).click()
  await expect(pixel(3, 3)).toHaveText('1')
  await expect(page.getByText('it feeds 9 outputs')).toBeVisible()
  // A painted pixel is in nine windows: they draw the filter, turned about.
  expect((await numbers(grid(page, 'Output'))).slice(0, 3).map((row) => row.slice(0, 3))).toEqual([
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ])

  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('-2')
  await page.keyboard.press('Enter')
  await expect(pixel(4, 3)).toHaveText('−2')
  await expect(pixel(4, 3)).toBeFocused()

  const weight = grid(page, 'Filter').getByRole('gridcell').first()
  await weight.click()
  await page.getByRole('textbox', { name: /^Weight, row 1, column 1/ }).fill('0,5')
  await page.keyboard.press('Enter')
  await expect(weight).toHaveText('0.5')
  await expectTrueSum(page, 1)
})

test('A window that does not fit says so and is mended by a button @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  await openTable(page)
  await page.getByRole('slider', { name: 'Kernel' }).press('ArrowRight')
  await page.getByRole('slider', { name: 'Dilation' }).press('End')
  const message = page.getByRole('alert').filter({ hasText: 'The window spans 10×10 pixels' })
  await expect(message).toBeVisible()
  await expect(grid(page, 'Output')).toBeHidden()
  expect(await violations(page)).toEqual([])
  await message.getByRole('button', { name: 'Kernel 3×3' }).click()
  await expect(message).toBeHidden()
  await expect(grid(page, 'Output').getByRole('gridcell')).toHaveCount(1)
})

test('Max pooling tells which pixel won, and the table is kept for the next visit @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  await openTable(page)
  await page.getByRole('radio', { name: 'Max pooling' }).check()
  await expect(page.getByRole('table', { name: 'Window' })).toBeVisible()
  await expect(page.getByRole('cell', { name: /, the largest$/ })).toHaveCount(1)
  await expect(grid(page, 'Output').getByRole('gridcell')).toHaveCount(9)
  await page.getByRole('tab', { name: 'Examples' }).click()
  await openTable(page)
  await expect(page.getByRole('radio', { name: 'Max pooling' })).toBeChecked()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing in the convolution table @wasm', async ({ lab, page }) => {
      await lab.open()
      await openTable(page)
      await page.getByRole('slider', { name: 'Padding' }).press('ArrowRight')
      await page.getByRole('slider', { name: 'Dilation' }).press('ArrowRight')
      await page.getByRole('switch', { name: 'ReLU' }).check()
      expect(await violations(page)).toEqual([])
      await page.getByRole('radio', { name: 'Average pooling' }).check()
      expect(await violations(page)).toEqual([])
    })
  })
}

test.describe('On a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('the convolution table fits the width, and works by touch @wasm', async ({ lab, page }) => {
    await lab.open()
    await page.getByRole('tab', { name: 'Convolution' }).tap()
    await expect(page.getByText('Tap an output to move the window.')).toBeVisible()
    await page.getByRole('slider', { name: 'Padding' }).press('End')
    const widths = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }))
    expect(widths.content).toBeLessThanOrEqual(widths.window)
    await grid(page, 'Output').getByRole('gridcell').last().tap()
    await expect(grid(page, 'Output').getByRole('gridcell').last()).toHaveAttribute(
      'aria-selected',
      'true',
    )
    const pixel = grid(page, 'Input').getByRole('gridcell').first()
    await pixel.tap()
    await expect(pixel).toHaveAttribute('aria-label', /: 1, feeds/)
    expect(await violations(page)).toEqual([])
  })
})
