import type { Page } from '@playwright/test'
import { circle } from './support/documents'
import { digits28, ImageView } from './support/images'
import { expect, test } from './support/lab'

const TEXT = [...new TextEncoder().encode('Not a picture at all.')]
/** Signature and header of a PNG of 40,000×30,000 pixels, and nothing behind. */
const GIANT = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  [0, 0, 0x9c, 0x40, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0],
].flat()

/** A dark 7 on uneven, bright, grainy paper; as base64. */
function photoOfSeven(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 3200
    canvas.height = 2400
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser cannot draw on a canvas.')
    const image = context.createImageData(canvas.width, canvas.height)
    let grain = 1
    const pixels = new Uint32Array(image.data.buffer)
    for (let i = 0; i < pixels.length; i++) {
      grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0
      const shade = 205 - Math.floor((30 * (i % canvas.width)) / canvas.width)
      const value = shade + (grain >>> 26) - 32
      pixels[i] = 0xff000000 | ((value - 20) << 16) | ((value - 5) << 8) | value
    }
    context.putImageData(image, 0, 0)
    context.lineWidth = 170
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.strokeStyle = '#222233'
    context.stroke(new Path2D('M1760 720H2400L1980 1800'))
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.97)
    })
    const reader = new FileReader()
    await new Promise((resolve) => {
      reader.onload = resolve
      reader.readAsDataURL(blob ?? new Blob())
    })
    return typeof reader.result === 'string' ? reader.result.split(',')[1] : ''
  })
}

test('A photo of 5 MB is recognised, and files that are no images change nothing @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(digits28)
  await lab.step(300)
  const buffer = Buffer.from(await photoOfSeven(page), 'base64')
  expect(buffer.length).toBeGreaterThan(4_500_000)
  const view = new ImageView(page)
  await view.openPad()
  const choose = (name: string, bytes: Buffer) =>
    page
      .locator('input[type=file][accept="image/png,image/jpeg"]')
      .setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes })
  await choose('seven.jpg', buffer)
  await expect(page.getByText('seven.jpg, 3,200×2,400:')).toBeVisible()
  await expect(page.getByText('bright and dark swapped')).toBeVisible()
  await expect(view.predicted).toContainText(/^7/)

  // A drawing of the visitor's own choice: bright and dark as they are.
  await page.getByRole('switch', { name: 'Invert' }).click()
  await expect(page.getByText('bright and dark swapped')).toBeHidden()
  await page.getByRole('switch', { name: 'Invert' }).click()

  await choose('notes.png', Buffer.from(TEXT))
  await expect(page.getByRole('alert')).toHaveText(/notes\.png is not a PNG or JPEG image/)
  await expect(page.getByText('seven.jpg, 3,200×2,400:')).toBeVisible()
  await expect(view.predicted).toContainText(/^7/)

  await choose('giant.png', Buffer.from(GIANT))
  await expect(page.getByRole('alert')).toHaveText(/40,000 × 30,000 pixels/)
  await choose('cut.jpg', buffer.subarray(0, 300))
  await expect(page.getByRole('alert')).toHaveText(/cut\.jpg is damaged/)
  await expect(view.predicted).toContainText(/^7/)
})

test('Images are dropped and pasted, and refused where an experiment has none @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  const view = new ImageView(page)
  await view.drop('photo.png', 'image/png', TEXT)
  await expect(page.getByText('photo.png is an image, and this experiment has none.')).toBeVisible()

  await page.evaluate((document) => window.glassnet.load(document), digits28)
  await view.drop('notes.png', 'image/png', TEXT)
  await expect(page.getByRole('alert').last()).toHaveText(/notes\.png is not a PNG or JPEG/)

  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 60
    canvas.height = 90
    const context = canvas.getContext('2d')
    context?.fillRect(25, 20, 8, 50)
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve)
    })
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([blob ?? ''], 'image.png', { type: 'image/png' }))
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(page.getByText('image.png, 60×90:')).toBeVisible()
  await expect(view.predicted).toBeVisible()
})
