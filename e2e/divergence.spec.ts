import { circle, exploding } from './support/documents'
import { expect, test } from './support/lab'

test('A run that diverges pauses, names step and cause, and goes back', async ({ lab, page }) => {
  await lab.openDocument(exploding)
  await lab.playButton.click()
  const { divergence } = await lab.reaches(({ status }) => status === 'diverged')
  if (!divergence) throw new Error('A diverged run says when it diverged.')

  const message = page.getByRole('alert').first()
  await expect(message).toContainText(`step ${divergence.step}`)
  await expect(message).toContainText(/learning rate/i)

  await message.getByRole('button', { name: /back/i }).click()
  const restored = await lab.reaches(({ status }) => status === 'paused')
  expect(restored.step).toBe(divergence.before)
  expect(restored.step).toBeLessThan(divergence.step)
  expect(Number.isFinite(restored.trainLoss)).toBe(true)
  const values = (await lab.parameters()).flatMap(({ data }) => data)
  expect(values.every(Number.isFinite)).toBe(true)
})

for (const activation of ['tanh', 'relu'] as const) {
  test(`A learning rate of 10 on ${activation} units ends in an explanation, and goes on with another @wasm`, async ({
    lab,
    page,
  }) => {
    const layers = [6, 3].map((units) => ({ kind: 'dense', units, activation }) as const)
    await lab.openDocument({ ...circle, layers, optimizer: { kind: 'adam', learningRate: 10 } })
    await lab.playButton.click()
    const { divergence } = await lab.reaches(({ status }) => status === 'diverged')
    if (!divergence) throw new Error('A diverged run says when it diverged.')
    const message = page.getByRole('alert').first()
    await expect(message).toContainText('learning rate of 10')

    await message.getByRole('button', { name: 'Go on with a learning rate of 0.02' }).click()
    await lab.reaches(({ status, learningRate }) => status === 'playing' && learningRate === 0.02)
    await expect(message).toBeHidden()
  })
}
