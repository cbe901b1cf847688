import { expect, test } from './support/lab'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })

test('A phone shows the page without scrolling sideways, and trains @wasm', async ({
  lab,
  page,
}) => {
  await lab.open()
  const widths = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(widths.content).toBeLessThanOrEqual(widths.window)

  await lab.playButton.tap()
  await lab.reaches(({ status, step }) => status === 'playing' && step > 20)
  const box = await lab.playButton.boundingBox()
  expect(box?.width).toBeGreaterThanOrEqual(44)
  expect(box?.height).toBeGreaterThanOrEqual(44)
  await lab.playButton.tap()
  await lab.reaches(({ status }) => status === 'paused')
})

test('On a low screen of one column the picture is no higher than the screen @wasm', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 683, height: 384 })
  await lab.open()
  const picture = page.getByRole('slider', { name: /^Place on the plane/ })
  expect((await picture.boundingBox())?.height).toBeLessThan(300)
})
