import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import { circle } from './support/documents'
import { expect, type Lab, test } from './support/lab'

const onImages = {
  format: 'glassnet/1',
  task: 'classification',
  data: { kind: 'bundled', name: 'digits', examples: 300 },
  loss: 'softmaxCrossEntropy',
  optimizer: { kind: 'adam', learningRate: 0.01 },
  batchSize: 32,
  seed: { data: 7, weights: 7 },
} as const

const small: ExperimentDocument = {
  ...onImages,
  title: 'Small network for digits',
  layers: [{ kind: 'conv2d', filters: 4, kernel: 3 }, { kind: 'maxPool2d' }],
}

const kinds = async (lab: Lab) => (await lab.experiment()).layers.map(({ kind }) => kind)

/** The pixels of the diagram, to see whether they change. */
const picture = (page: Page) =>
  page
    .getByRole('region', { name: 'Network' })
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''))

test('The + after a column opens the kinds of layers, and one press adds one @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(small)
  await page.getByRole('button', { name: 'Add a layer after layer 1' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Dense/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  const batchNorm = page.getByRole('button', { name: /^Batch normalization/ })
  await batchNorm.focus()
  await page.keyboard.press('Enter')
  await expect(batchNorm).toBeHidden()
  expect(await kinds(lab)).toEqual(['conv2d', 'batchNorm', 'maxPool2d'])
  await expect(
    page.getByRole('button', { name: /^Layer 2: Batch norm.*8 parameters/ }),
  ).toBeVisible()

  await lab.press('ControlOrMeta+z')
  await expect.poll(() => kinds(lab)).toEqual(['conv2d', 'maxPool2d'])
})

test('On the plane the + says why a convolution cannot stand there @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await page.getByRole('button', { name: 'Add a layer after the inputs' }).click()
  const convolution = page.getByRole('button', { name: /^Convolution/ })
  await expect(convolution).toContainText('Needs an image')
  await convolution.click({ force: true })
  await page.keyboard.press('Escape')
  expect(await kinds(lab)).toEqual(['dense', 'dense'])
})

test('A shape that cannot be is explained, and mended by one press, which one undo takes back @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(small)
  await lab.step(3)
  await page.getByRole('button', { name: /^Layer 2: Max pool/ }).click()
  const window = page.getByRole('textbox', { name: 'Window of layer 2' })
  await window.fill('7')
  await window.press('Enter')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('A window of 7×7 does not fit an image of 6×6.')
  // Nothing has happened yet, neither to the document nor to the run.
  expect((await lab.experiment()).layers[1]).toEqual({ kind: 'maxPool2d' })
  expect((await lab.state()).step).toBe(3)

  await page.getByRole('button', { name: 'Leave as it is' }).click()
  await expect(alert).toBeHidden()
  await window.fill('7')
  await window.press('Enter')
  await page.getByRole('button', { name: 'Use a 6×6 window' }).click()
  await expect(alert).toBeHidden()
  await expect.poll(async () => (await lab.experiment()).layers[1]).toMatchObject({ size: 6 })
  await page.keyboard.press('Escape')

  await lab.press('ControlOrMeta+z')
  await expect.poll(async () => (await lab.experiment()).layers[1]).toEqual({ kind: 'maxPool2d' })
})

test('The maps of the shown image change while training, and are chosen by keyboard', async ({
  lab,
  page,
}) => {
  await lab.openDocument(small)
  const first = page.getByRole('button', { name: /^Layer 1, map 1/ })
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^Layer 1, map 2/ })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  const pooled = page.getByRole('button', { name: /^Layer 2, map 2/ })
  await expect(pooled).toBeFocused()
  await expect(pooled).toHaveAccessibleName(/Value on training image 1: .* to /)
  await page.keyboard.press('Enter')
  await expect(pooled).toHaveAttribute('aria-pressed', 'true')

  const before = await picture(page)
  await lab.step(20)
  await expect.poll(async () => (await picture(page)) !== before).toBe(true)
})

test('The layers of a residual block are listed in its panel, to add to and to set @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({
    ...onImages,
    title: 'A block',
    layers: [
      { kind: 'conv2d', filters: 4, kernel: 3 },
      { kind: 'residual', layers: [{ kind: 'conv2d', filters: 4, kernel: 3, padding: 'same' }] },
    ],
  })
  await page.getByRole('button', { name: /^Layer 2: Residual/ }).click()
  const list = page.getByRole('list', { name: 'Layers of the block' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Add a layer to the block' }).click()
  await page.getByRole('button', { name: /^Batch normalization/ }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)

  await list.getByText('Conv 3×3').click()
  const filters = page.getByRole('textbox', { name: 'Filters of layer 2·1' })
  await filters.fill('6')
  await filters.press('Enter')
  await expect(page.getByText(/added after a 1×1 convolution/)).toBeVisible()
  expect((await lab.experiment()).layers[1]).toMatchObject({
    layers: [{ kind: 'conv2d', filters: 6 }, { kind: 'batchNorm' }],
  })
})

test('A network of as many layers as there may be can be scrolled to its end and changed @wasm', async ({
  lab,
  page,
}) => {
  const layers = Array.from({ length: 23 }, () => ({
    kind: 'conv2d' as const,
    filters: 4,
    kernel: 3,
    padding: 'same' as const,
  }))
  await lab.openDocument({ ...onImages, title: 'Deep', layers })
  const last = page.getByRole('button', { name: 'Add a layer after layer 23' })
  await last.scrollIntoViewIfNeeded()
  await last.click()
  await page.getByRole('button', { name: /^Dropout/ }).click()
  await expect.poll(async () => (await kinds(lab)).length).toBe(24)
  await last.click()
  await expect(page.getByText('A network has at most 24 layers.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Output 9/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing in a network for images, its menu and its panels @wasm', async ({
      lab,
      page,
    }) => {
      const violations = async () => {
        const region = new AxeBuilder({ page }).include('section[aria-label="Network"]')
        return (await region.analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
      }
      await lab.openDocument(small)
      await lab.step(5)
      expect(await violations()).toEqual([])
      await page.getByRole('button', { name: 'Add a layer after layer 2' }).click()
      await expect(page.getByRole('group', { name: 'Kinds of layers' })).toBeVisible()
      expect(await violations()).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Layer 2: Max pool/ }).click()
      const window = page.getByRole('textbox', { name: 'Window of layer 2' })
      await window.fill('7')
      await window.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
      expect(await violations()).toEqual([])
    })
  })
}
