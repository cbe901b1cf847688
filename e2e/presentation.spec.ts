import { circle } from './support/documents'
import { expect, test } from './support/lab'

test('On a projector the bar of the presentation is one row @wasm', async ({ lab, page }) => {
  await lab.open()
  await lab.press('p')
  await lab.step(1000)
  const play = await lab.playButton.boundingBox()
  const share = await page.getByRole('button', { name: 'Share', exact: true }).boundingBox()
  const middle = (box: typeof play) => (box ? box.y + box.height / 2 : Number.NaN)
  expect(middle(share)).toBeCloseTo(middle(play), 0)
})

test('On a projector network, picture and curves are on the screen at once @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(circle)
  await lab.press('p')
  await lab.step(20)
  const shown = [
    page.getByRole('slider', { name: /^Place on the plane/ }),
    page.getByText(/^step · \d+ per epoch$/),
    page.getByRole('button', { name: /^Layer 1, unit 4/ }),
  ]
  const inView = async () => {
    for (const place of shown) await expect(place).toBeInViewport({ ratio: 1 })
  }
  await inView()
  await page.getByRole('tab', { name: 'Confusion' }).click()
  await inView()
})
