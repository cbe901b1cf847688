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
