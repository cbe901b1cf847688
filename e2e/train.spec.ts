import type { ExperimentDocument } from '../src/model/document'
import { circle, exclusiveOr, spiral, threeGaussians } from './support/documents'
import { expect, test } from './support/lab'

/** Bounds on the test loss, in nats; a coin toss is 0.69 (two classes) or 1.10 (three). */
const tasks: readonly [name: string, document: ExperimentDocument, bound: number][] = [
  ['the circle', circle, 0.1],
  ['exclusive or', exclusiveOr, 0.1],
  ['the spiral', spiral, 0.1],
  ['three Gaussians', threeGaussians, 0.15],
]

for (const [name, document, bound] of tasks) {
  test(`A network learns ${name} to a test loss below ${bound}`, async ({ lab, page }) => {
    await lab.openDocument({ ...document, stop: { loss: bound } })
    await lab.playButton.click()
    const state = await lab.reaches(({ status, step }) => status === 'paused' && step > 0)
    expect(state.testLoss).toBeLessThanOrEqual(bound)
    expect(state.testAccuracy).toBeGreaterThan(0.9)
    expect(state.stopped).toBeTruthy()
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()

    const history = await lab.history()
    expect(history[0].step).toBe(0)
    expect(history.at(-1)?.testLoss).toBe(state.testLoss)
  })
}
