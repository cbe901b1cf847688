import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { buildDataset } from '../src/model/build-dataset'
import type { ExperimentDocument } from '../src/model/document'
import { withDefaults } from '../src/model/parse'
import type { NamedArray } from '../src/worker/protocol'
import { expect, type Lab, test } from './support/lab'

const smallLeNet: ExperimentDocument = {
  format: 'glassnet/1',
  title: 'Small LeNet of the tests',
  task: 'classification',
  data: { kind: 'bundled', name: 'mnist', examples: 120 },
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 5, padding: 'same' },
    { kind: 'maxPool2d' },
    { kind: 'conv2d', filters: 4, kernel: 3 },
    { kind: 'maxPool2d' },
    { kind: 'flatten' },
    { kind: 'dense', units: 6, activation: 'relu' },
  ],
  loss: 'softmaxCrossEntropy',
  optimizer: { kind: 'adam', learningRate: 0.003 },
  batchSize: 16,
  seed: { data: 3, weights: 3 },
}

/** So small that WebGPU in software makes its steps. */
const fewDigits: ExperimentDocument = {
  ...smallLeNet,
  title: 'A few digits of the tests',
  data: { kind: 'bundled', name: 'digits', examples: 40, testFraction: 0.25 },
  layers: [
    { kind: 'conv2d', filters: 2, kernel: 3, padding: 'same' },
    { kind: 'maxPool2d' },
    { kind: 'dense', units: 5, activation: 'relu' },
  ],
}

const everyKind: ExperimentDocument = {
  ...fewDigits,
  title: 'Every kind of layer',
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, padding: 'same', dilation: 2, activation: 'tanh' },
    {
      kind: 'residual',
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, padding: 1, activation: 'identity' },
        { kind: 'batchNorm' },
      ],
    },
    {
      kind: 'residual',
      layers: [{ kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 'same' }],
    },
    { kind: 'averagePool2d', size: 3, stride: 1, padding: 1 },
    { kind: 'batchNorm', activation: 'sigmoid' },
    { kind: 'globalAveragePool2d' },
    { kind: 'dense', units: 4, activation: 'silu' },
  ],
}

/** [row][column][channel] */
type Image = readonly (readonly (readonly number[])[])[]

/** The pixels of the first training image, read apart from the page. */
async function firstImage(document: ExperimentDocument): Promise<Image> {
  const { train, shape } = await buildDataset(
    withDefaults(document),
    async (file) => new Uint8Array(await readFile(`public/data/${file}`)).buffer,
  )
  if (!shape) throw new Error('the data are no images')
  const [height, width] = shape
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => [train.inputs[y * width + x]]),
  )
}

/** One number of a convolution before its activation, by the definition. */
function convolved(
  image: Image,
  weight: NamedArray,
  bias: NamedArray,
  at: { readonly row: number; readonly column: number; readonly map: number },
  padding: number,
): number {
  const [kernel, , channels, filters] = weight.shape
  let sum = bias.data[at.map]
  for (let y = 0; y < kernel; y++) {
    for (let x = 0; x < kernel; x++) {
      const pixel = image[at.row + y - padding]?.[at.column + x - padding]
      for (let c = 0; c < channels; c++) {
        sum += (pixel?.[c] ?? 0) * weight.data[((y * kernel + x) * channels + c) * filters + at.map]
      }
    }
  }
  return sum
}

function convolution(image: Image, weight: NamedArray, bias: NamedArray, padding: number): Image {
  const cut = 2 * padding - weight.shape[0] + 1
  return Array.from({ length: image.length + cut }, (_, row) =>
    Array.from({ length: image[0].length + cut }, (__, column) =>
      bias.data.map((___, map) =>
        Math.max(0, convolved(image, weight, bias, { row, column, map }, padding)),
      ),
    ),
  )
}

function pooled(image: Image): Image {
  const half = (size: number) => Math.floor(size / 2)
  return Array.from({ length: half(image.length) }, (_, row) =>
    Array.from({ length: half(image[0].length) }, (__, column) =>
      image[0][0].map((___, map) => Math.max(...windowOf(image, row, column, map))),
    ),
  )
}

const windowOf = (image: Image, row: number, column: number, map: number): number[] =>
  [0, 1].flatMap((y) => [0, 1].map((x) => image[2 * row + y][2 * column + x][map]))

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number as the page writes it, three digits of it. */
function readNumber(text: string): number {
  const [mantissa, power = ''] = text.replaceAll('−', '-').replaceAll(',', '').split('·10')
  const exponent = [...power].map((c) => (c === '⁻' ? '-' : SUPERSCRIPTS.indexOf(c))).join('')
  return Number(mantissa) * 10 ** Number(exponent || 0)
}

/** What three digits of a float32 sum can be off. */
const closeTo = (value: number) => {
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2)
  return { low: value - 0.5 * digit - 1e-5, high: value + 0.5 * digit + 1e-5 }
}

async function expectNumber(page: Page, result: string, value: number): Promise<void> {
  const shown = page.locator(`[data-result="${result}"]`)
  await expect(shown).toBeVisible()
  const { low, high } = closeTo(value)
  const read = readNumber((await shown.textContent()) ?? '')
  expect(read, `${result} against ${value}`).toBeGreaterThanOrEqual(low)
  expect(read, `${result} against ${value}`).toBeLessThanOrEqual(high)
}

async function parametersOf(lab: Lab): Promise<(name: string) => NamedArray> {
  const all = await lab.parameters()
  return (name) => {
    const found = all.find((each) => each.name === name)
    if (!found) throw new Error(`there is no parameter ${name}`)
    return found
  }
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('section[aria-label="Details"]')
    .analyze()
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].target.join(' ')}`)
}

const STEPS = 12

const output = (page: Page) => page.getByRole('application')
const layer = (page: Page) => page.getByRole('combobox', { name: 'Layer', exact: true })
const cells = (page: Page, grid: string) =>
  page.getByRole('grid', { name: grid, exact: true }).getByRole('gridcell')
const agrees = (page: Page, name: string) => page.getByText(`the engine’s ${name}`)

async function open(lab: Lab, page: Page, document = smallLeNet): Promise<void> {
  await lab.openDocument(document)
  await lab.step(STEPS)
  await page.getByRole('tab', { name: 'Arithmetic' }).focus()
  await page.keyboard.press('Enter')
  await expect(output(page)).toBeVisible()
}

test('a pixel is reached by arrow keys, and its sum is patch · filter + bias @wasm', async ({
  lab,
  page,
}) => {
  await open(lab, page)
  // It begins with the centre of the first map.
  await output(page).focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key)
  }
  await expect(page.getByRole('status').filter({ hasText: /^row 14, column 16: / })).toBeAttached()
  // The page's own arrows have not made a step.
  expect((await lab.state()).step).toBe(STEPS)

  const image = await firstImage(smallLeNet)
  const parameter = await parametersOf(lab)
  const [weight, bias] = [parameter('layers/0/weight'), parameter('layers/0/bias')]
  const at = { row: 13, column: 15, map: 0 }
  const z = convolved(image, weight, bias, at, 2)
  await expectNumber(page, 'sum', z - bias.data[0])
  await expectNumber(page, 'z', z)
  await expectNumber(page, 'a', Math.max(0, z))
  await expect(agrees(page, 'z')).toBeAttached()

  await expect(cells(page, 'Patch')).toHaveCount(25)
  for (const cell of [0, 7, 12, 24]) {
    const [y, x] = [Math.floor(cell / 5), cell % 5]
    const name = await cells(page, 'Patch').nth(cell).getAttribute('aria-label')
    const pixel = image[at.row + y - 2][at.column + x - 2][0]
    expect(readNumber(name?.split(': ')[1] ?? '')).toBeCloseTo(pixel, 3)
    const own = await cells(page, 'Filter').nth(cell).getAttribute('aria-label')
    const { low, high } = closeTo(weight.data[cell * 3])
    expect(readNumber(own?.split(': ')[1] ?? '')).toBeGreaterThanOrEqual(low)
    expect(readNumber(own?.split(': ')[1] ?? '')).toBeLessThanOrEqual(high)
  }
  expect(await violations(page)).toEqual([])
})

test('on either engine the numbers of all layers are those of the definition', async ({
  lab,
  page,
}) => {
  await open(lab, page, fewDigits)
  const image = await firstImage(fewDigits)
  const parameter = await parametersOf(lab)
  const [weight, bias] = [parameter('layers/0/weight'), parameter('layers/0/bias')]
  const below = convolution(image, weight, bias, 1)
  await expectNumber(page, 'z', convolved(image, weight, bias, { row: 4, column: 4, map: 0 }, 1))
  await expect(agrees(page, 'z')).toBeAttached()

  await layer(page).selectOption('Layer 2 · Max pooling')
  await expectNumber(page, 'a', Math.max(...windowOf(below, 2, 2, 0)))
  await expect(agrees(page, 'maximum')).toBeAttached()

  await layer(page).selectOption('Layer 3 · Dense')
  const dense = parameter('layers/2/weight')
  const z = pooled(below)
    .flat(2)
    .reduce((sum, x, i) => sum + x * dense.data[5 * i], parameter('layers/2/bias').data[0])
  await expectNumber(page, 'z', z)
  await expect(agrees(page, 'z')).toBeAttached()
})

test('in every kind of layer the numbers shown make the engine’s @wasm', async ({ lab, page }) => {
  await open(lab, page, everyKind)
  const names = await layer(page).locator('option').allTextContents()
  expect(names).toContain('Layer 3 · Projection')
  expect(names).toHaveLength(13)
  for (const name of names.slice(1)) {
    await layer(page).selectOption(name)
    await expect(page.getByText(/^ ?the engine’s (z|mean)$/), name).toBeAttached()
    await expect(page.getByText(/the engine’s .* differs/), name).toBeHidden()
  }
})

test('in the corner the window reaches into the padding, which is 0 @wasm', async ({
  lab,
  page,
}) => {
  await open(lab, page)
  await output(page).focus()
  await page.keyboard.press('Control+Home')
  await expect(page.getByText('16 of 25 are 0 (padding)')).toBeVisible()
  await expect(cells(page, 'Patch').first()).toHaveAccessibleName('row 1, column 1: 0 (padding)')
  const parameter = await parametersOf(lab)
  const corner = { row: 0, column: 0, map: 0 }
  const [weight, bias] = [parameter('layers/0/weight'), parameter('layers/0/bias')]
  await expectNumber(page, 'z', convolved(await firstImage(smallLeNet), weight, bias, corner, 2))
})

test('over several maps below, each one’s share is shown and chosen by keyboard @wasm', async ({
  lab,
  page,
}) => {
  await open(lab, page)
  await layer(page).selectOption('Layer 3 · Convolution')
  await output(page).focus()
  await page.keyboard.press('ArrowUp')
  const shares = page.getByRole('radiogroup', { name: 'Map below' }).getByRole('radio')
  await expect(shares).toHaveCount(3)
  await shares.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(shares.nth(1)).toBeChecked()
  await expect(cells(page, 'Patch of map 2')).toHaveCount(9)

  const parameter = await parametersOf(lab)
  const first = convolution(
    await firstImage(smallLeNet),
    parameter('layers/0/weight'),
    parameter('layers/0/bias'),
    2,
  )
  const [weight, bias] = [parameter('layers/2/weight'), parameter('layers/2/bias')]
  // The middle of 12×12 pixels is the seventh, and one up from there the sixth.
  const z = convolved(pooled(first), weight, bias, { row: 5, column: 6, map: 0 }, 0)
  await expectNumber(page, 'z', z)
  await expect(agrees(page, 'z')).toBeAttached()
  // 3×3 pixels, before pooling 6×6, and 10×10 of the input.
  const chain = page.getByRole('list', { name: /^Receptive field/ })
  await expect(chain.getByText('10×10')).toBeVisible()
  await expect(chain.getByText('6×6')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('max pooling shows which pixel won @wasm', async ({ lab, page }) => {
  await open(lab, page)
  await layer(page).selectOption('Layer 2 · Max pooling')
  await output(page).focus()
  await page.keyboard.press('ArrowLeft')
  const parameter = await parametersOf(lab)
  const below = convolution(
    await firstImage(smallLeNet),
    parameter('layers/0/weight'),
    parameter('layers/0/bias'),
    2,
  )
  // The middle of 14×14 pixels is the eighth, and one left of it the seventh.
  const values = windowOf(below, 7, 6, 0)
  const largest = Math.max(...values)
  const winner = values.indexOf(largest)
  await expectNumber(page, 'a', largest)
  await expect(agrees(page, 'maximum')).toBeAttached()
  const [row, column] = [14 + Math.floor(winner / 2), 12 + (winner % 2)]
  await expect(page.locator('[data-result="winner"]')).toHaveText(
    `row ${row + 1}, column ${column + 1}`,
  )
  await expect(cells(page, 'Window').nth(winner)).toHaveAccessibleName(/, the largest$/)
  expect(await violations(page)).toEqual([])
})

test('a dense unit adds up all products of the image below @wasm', async ({ lab, page }) => {
  await open(lab, page)
  await layer(page).selectOption('Layer 6 · Dense')
  await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('unit 3')
  const parameter = await parametersOf(lab)
  const conv = (image: Image, index: number, padding: number) =>
    convolution(
      image,
      parameter(`layers/${index}/weight`),
      parameter(`layers/${index}/bias`),
      padding,
    )
  const image = pooled(conv(pooled(conv(await firstImage(smallLeNet), 0, 2)), 2, 0))
  const inputs = image.flat(2)
  const [weight, bias] = [parameter('layers/5/weight'), parameter('layers/5/bias')]
  expect(weight.shape).toEqual([inputs.length, 6])
  const products = inputs.map((x, i) => x * weight.data[6 * i + 2])
  const sum = products.reduce((a, b) => a + b, 0)
  await expectNumber(page, 'sum', sum)
  await expectNumber(page, 'z', sum + bias.data[2])
  await expect(agrees(page, 'z')).toBeAttached()

  // The first row of the table is the product that counts most.
  const largest = products.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
  const shown = page.getByRole('table').getByRole('row').nth(1).getByRole('cell')
  const { low, high } = closeTo(largest)
  const read = readNumber((await shown.nth(4).textContent()) ?? '')
  expect(read).toBeGreaterThanOrEqual(low)
  expect(read).toBeLessThanOrEqual(high)
  expect(await violations(page)).toEqual([])
})

test('the window slides when played, and the numbers follow the training @wasm', async ({
  lab,
  page,
}) => {
  await open(lab, page)
  await page.getByRole('button', { name: 'Slide the window' }).click()
  await expect(page.getByText('pixel 15, 15', { exact: true })).toBeHidden()
  await page.getByRole('button', { name: 'Stop the window' }).click()

  await output(page).focus()
  await page.keyboard.press('Control+Home')
  for (let row = 0; row < 14; row++) await page.keyboard.press('ArrowDown')
  await expect(page.getByText('pixel 15, 1', { exact: true })).toBeVisible()
  const z = page.locator('[data-result="z"]')
  const before = await z.textContent()
  await lab.play()
  await expect(z).not.toHaveText(before ?? '')
  await lab.pause()
  const { step } = await lab.state()
  const panel = page.getByRole('tabpanel', { name: 'Arithmetic' })
  await expect(panel.getByText(`step ${step.toLocaleString('en')}`, { exact: true })).toBeVisible()
  const parameter = await parametersOf(lab)
  const [weight, bias] = [parameter('layers/0/weight'), parameter('layers/0/bias')]
  const at = { row: 14, column: 0, map: 0 }
  await expectNumber(page, 'z', convolved(await firstImage(smallLeNet), weight, bias, at, 2))
})

test('a press on a picture moves the window there, on a phone too @wasm', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await open(lab, page)
  const map = await output(page).boundingBox()
  if (!map) throw new Error('the map is not laid out')
  // The tenth of 28 columns, the twentieth row.
  const place = { x: (9.5 / 28) * map.width, y: (19.5 / 28) * map.height }
  await output(page).click({ position: place })
  await expect(page.getByText('pixel 20, 10', { exact: true })).toBeVisible()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
  expect(await violations(page)).toEqual([])
})
