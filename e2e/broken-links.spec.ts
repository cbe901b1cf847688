import { circle } from './support/documents'
import { expect, test } from './support/lab'

const links = {
  'an unknown preset': '#preset=nonesuch',
  'a newer version': '#e=999.AAAA',
  'no data': '#e=1.',
  'characters that no link has': '#e=1.%%%%***',
  'data that is not compressed': '#e=1.AAAAAAAAAAAA',
  'random bytes': '#e=1.q83vEjRWeJq83vEjRWeJqg',
  'an unknown kind of link': '#e=abc',
}

for (const [name, hash] of Object.entries(links)) {
  test(`A link with ${name} gives a message and a page that works @wasm`, async ({ lab, page }) => {
    await lab.open(hash)
    await expect(page.getByRole('alert').first()).toContainText(/link|preset/i)
    await lab.playButton.click()
    await lab.reaches(({ step }) => step > 5)
  })
}

test('A link cut off on its way gives a message @wasm', async ({ lab, page }) => {
  await lab.openDocument(circle)
  const link = await lab.link()
  await page.goto('about:blank')
  await lab.goto(link.slice(0, -12))
  await expect(page.getByRole('alert').first()).toContainText(/link/i)
})

test('A wrong document is refused with the place of its mistake @wasm', async ({ lab, page }) => {
  await lab.open()
  const message = await page.evaluate(
    (experiment) =>
      window.glassnet.load(experiment).then(
        () => 'accepted',
        (error: unknown) => String(error),
      ),
    { ...circle, batchSize: 0 },
  )
  expect(message).toContain('batchSize')
})
