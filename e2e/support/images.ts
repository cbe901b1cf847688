import type { Locator, Page } from '@playwright/test'
import type { ExperimentDocument } from '../../src/model/document'

const images = {
  format: 'glassnet/1',
  task: 'classification',
  loss: 'softmaxCrossEntropy',
  seed: { data: 7, weights: 7 },
  batchSize: 32,
} as const

/** Learns to tell nine of ten digits within a few hundred steps. */
export const digits28: ExperimentDocument = {
  ...images,
  title: 'MNIST of the tests',
  data: { kind: 'bundled', name: 'mnist', examples: 2000 },
  layers: [{ kind: 'dense', units: 32, activation: 'relu' }],
  optimizer: { kind: 'adam', learningRate: 0.003 },
}

/** A small convolutional network on small images. */
export const digits8: ExperimentDocument = {
  ...images,
  title: 'Digits of the tests',
  data: { kind: 'bundled', name: 'digits', testFraction: 0.2 },
  layers: [
    { kind: 'conv2d', filters: 8, kernel: 3, padding: 'same', activation: 'relu' },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 24, activation: 'relu' },
  ],
  optimizer: { kind: 'adam', learningRate: 0.005 },
}

export type Point = readonly [x: number, y: number]

/** On a pad that is 1 wide and high. */
export const SEVEN: readonly Point[] = [
  [0.28, 0.25],
  [0.7, 0.25],
  [0.45, 0.8],
]

/** The part of the page about one image. */
export class ImageView {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get pad(): Locator {
    return this.page.getByRole('application', { name: 'Pad' })
  }

  /** The bar of the class that the network decides for. */
  get predicted(): Locator {
    return this.page
      .getByRole('list', { name: /of each class$/ })
      .locator('li[data-predicted="true"]')
  }

  async openPad(): Promise<void> {
    await this.page.getByText('Draw or bring your own').click()
  }

  /** Draws a line through points with the pointer. */
  async draw(points: readonly Point[]): Promise<void> {
    await this.pad.scrollIntoViewIfNeeded()
    const box = await this.pad.boundingBox()
    if (!box) throw new Error('The pad is not in sight.')
    const at = ([x, y]: Point) => [box.x + x * box.width, box.y + y * box.height] as const
    const { mouse } = this.page
    await mouse.move(...at(points[0]))
    await mouse.down()
    for (const point of points.slice(1)) await mouse.move(...at(point), { steps: 6 })
    await mouse.up()
  }

  /** Drops a file on the page, as a visitor drags it from a folder. */
  async drop(name: string, type: string, bytes: readonly number[]): Promise<void> {
    await this.page.evaluate(
      ([file, mime, list]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([Uint8Array.from(list)], file, { type: mime }))
        const options = { dataTransfer, bubbles: true, cancelable: true }
        document.body.dispatchEvent(new DragEvent('dragover', options))
        document.body.dispatchEvent(new DragEvent('drop', options))
      },
      [name, type, bytes] as const,
    )
  }
}
