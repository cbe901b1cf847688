import type { Locator, Page } from '@playwright/test'
import type { ExperimentDocument } from '../src/model/document'
import { exploding } from './support/documents'
import { expect, Lab, test } from './support/lab'

const STEPS = 500

/** Ten layers of sigmoids on the circle, with a seed with which narrow layers of ReLU live. */
const sigmoids: ExperimentDocument = {
  format: 'glassnet/1',
  title: 'Ten sigmoid layers',
  task: 'classification',
  loss: 'binaryCrossEntropy',
  seed: { data: 1, weights: 14 },
  data: { kind: 'generated', name: 'circle', noise: 0.04 },
  layers: Array.from({ length: 10 }, () => ({ kind: 'dense', units: 5, activation: 'sigmoid' })),
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  view: { dock: 'gradients' },
}

const network = (page: Page, letter: string) =>
  page
    .getByRole('region', { name: 'Networks side by side' })
    .getByRole('group', { name: `Network ${letter}`, exact: true })

const named = (page: Page, letter: string, name: string | RegExp) =>
  network(page, letter).getByRole('heading', { level: 2, name })

const figure = (page: Page, letter: string, name: string) =>
  network(page, letter).locator(`[data-figure="${name}"] dd`)

const lossesOf = (lab: Lab, count: number) =>
  lab.page.evaluate(async (networks) => {
    const states = []
    for (let i = 0; i < networks; i++) states.push(await window.glassnet.state(i))
    return states.map(({ step, trainLoss, testLoss }) => ({ step, trainLoss, testLoss }))
  }, count)

test('Remedies train in lock-step beside ten sigmoid layers that learn nothing @wasm', async ({
  lab,
  page,
  browser,
}, { project }) => {
  await lab.openDocument(sigmoids)
  await lab.step(100)
  await expect(
    page.getByText(/^Vanishing: Layer 1 receives .+ of the output layer’s gradient/).first(),
  ).toBeVisible()

  const remedies = page.getByRole('group', { name: 'Train a remedy beside it' }).first()
  for (const [button, letter, difference] of [
    ['ReLU', 'B', 'ReLU in place of sigmoid'],
    ['Batch normalization', 'C', 'Batch normalization'],
    ['Layer-by-layer pre-training', 'D', 'Layer-by-layer pre-training, 2,000 steps each'],
  ]) {
    await remedies.getByRole('button', { name: button, exact: true }).click()
    await expect(named(page, letter, difference)).toBeAttached()
    await expect(figure(page, 'A', 'step')).toHaveText('0')
  }
  await expect(remedies.getByRole('button')).toHaveCount(0)

  await page.getByRole('button', { name: 'Close the details' }).click()
  await lab.step(STEPS)
  for (const letter of ['A', 'B', 'C', 'D']) {
    await expect(figure(page, letter, 'step')).toHaveText(STEPS.toLocaleString('en'))
  }
  const here = await lossesOf(lab, 4)
  expect(here.map(({ step }) => step)).toEqual([STEPS, STEPS, STEPS, STEPS])
  expect(here[0].trainLoss).toBeGreaterThan(0.69)
  for (const { trainLoss } of here.slice(1)) expect(trainLoss).toBeLessThan(0.6)
  await expect(
    page.getByRole('img', { name: /^Curves of the test loss .* D \(Layer-by/ }),
  ).toBeVisible()

  const clean = await browser.newContext({ serviceWorkers: 'block' })
  const other = new Lab(await clean.newPage(), project.name)
  await other.goto(await lab.link())
  await expect(named(other.page, 'D', /^Layer-by-layer/)).toBeAttached()
  await other.step(STEPS)
  expect(await lossesOf(other, 4)).toEqual(here)
  await clean.close()

  // The others go on from where they are.
  await page.getByRole('button', { name: 'Remove network C' }).click()
  await expect(network(page, 'D')).toHaveCount(0)
  await expect(named(page, 'C', /^Layer-by-layer/)).toBeAttached()
  expect(await lossesOf(lab, 3)).toEqual(here.toSpliced(2, 1))
})

test('The other remedies train beside it too, those from the dialog as well @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument(sigmoids)
  const remedies = page.getByRole('group', { name: 'Train a remedy beside it' }).first()
  for (const [button, letter, difference] of [
    ['Residual connections', 'B', /^Residual connections/],
    ['Fewer layers', 'C', /^2 hidden layers in place of 10/],
  ] as const) {
    await remedies.getByRole('button', { name: button, exact: true }).click()
    await expect(named(page, letter, difference)).toBeAttached()
  }
  await lab.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^He initialization/ }).click()
  await expect(named(page, 'D', /^He normal initialization/)).toBeAttached()
  await lab.step(STEPS)
  const losses = await lossesOf(lab, 4)
  expect(losses.map(({ step }) => step)).toEqual([STEPS, STEPS, STEPS, STEPS])
  // Other weights do not save sigmoids; the structure of the network does.
  expect(losses[3].trainLoss).toBeGreaterThan(0.69)
  expect(losses[1].trainLoss).toBeLessThan(0.69)
})

test('Two networks of different shapes train side by side on either engine', async ({ lab, page }, {
  project,
}) => {
  const layers = [{ kind: 'dense', units: 3, activation: 'relu' }]
  await lab.openDocument({ ...sigmoids, view: {}, variants: [{ patch: { layers } }] })
  await lab.step(20)
  for (const letter of ['A', 'B']) await expect(figure(page, letter, 'step')).toHaveText('20')
  const [own, other] = await lossesOf(lab, 2)
  expect(other.trainLoss).not.toBe(own.trainLoss)
  const { backend } = await page.evaluate(() => window.glassnet.state(1))
  expect(backend).toBe(project.name.includes('webgpu') ? 'webgpu' : 'wasm')
})

test('A network is copied, changed by hand, named, kept and brought back by the keyboard @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({ ...sigmoids, view: {} })
  await lab.press('c')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^A copy to change/ })
    .press('Enter')
  await expect(network(page, 'B')).toContainText('the same as A so far')

  await network(page, 'B')
    .getByRole('button', { name: /^Layer 1: / })
    .press('Enter')
  await page.getByRole('combobox', { name: 'Activation of layer 1' }).selectOption('tanh')
  await page.keyboard.press('Escape')
  const difference = 'tanh in place of sigmoid in hidden layer 1'
  await expect(named(page, 'A', 'Original')).toBeVisible()
  await expect(network(page, 'B')).toContainText(difference)
  await expect(
    network(page, 'A').getByRole('button', { name: /^Layer 1: .*sigmoid/ }),
  ).toBeAttached()
  await page.getByRole('button', { name: 'Copy: name and differences' }).press('Enter')
  const name = page.getByRole('textbox', { name: 'Name of network B' })
  await name.fill('Mine')
  await name.press('Enter')
  await lab.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Start from' }).selectOption('B: Mine')
  await dialog.getByRole('button', { name: /^Fewer layers/ }).press('Enter')
  await expect(named(page, 'C', /^2 hidden layers in place of 10/)).toBeAttached()

  await page.getByRole('button', { name: 'Keep only network C' }).press('Enter')
  await expect(page.getByRole('region', { name: 'Networks side by side' })).toHaveCount(0)
  expect((await lab.experiment()).layers).toHaveLength(2)
  await lab.press('Control+z')
  await expect(network(page, 'C')).toBeVisible()
  expect((await lab.experiment()).variants?.map(({ title }) => title)).toEqual(['Mine', undefined])

  const unit = (letter: string) =>
    network(page, letter).getByRole('button', { name: 'Layer 3, unit 2', exact: true })
  await unit('A').press('Enter')
  await expect(unit('B')).toHaveAttribute('aria-pressed', 'true')
})

test('A phone shows one network at a time, by name @wasm', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const variants = [{ patch: { optimizer: { kind: 'sgd', learningRate: 0.5 } } }]
  await lab.openDocument({ ...sigmoids, view: {}, variants })
  await expect(network(page, 'A')).toBeVisible()
  await expect(network(page, 'B')).toHaveCount(0)
  await page.getByRole('tab', { name: 'B Learning rate 0.5 in place of 0.1' }).click()
  await expect(network(page, 'B')).toBeVisible()
  await lab.step(20)
  await expect(figure(page, 'B', 'step')).toHaveText('20')
  const [own, faster] = await lossesOf(lab, 2)
  expect(faster.trainLoss).not.toBe(own.trainLoss)
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isWider).toBe(false)
})

test('Four networks, what they learned and their losses are in sight at once; every step is read and gone to @wasm', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const adam = { kind: 'adam', learningRate: 0.01 } as const
  const layers = [{ kind: 'dense', units: 4, activation: 'tanh' }]
  const patches = [
    { optimizer: { kind: 'sgd', learningRate: 12 } },
    { optimizer: adam, batchSize: 8, layers, seed: { weights: 9 } },
    { optimizer: adam },
  ]
  const variants = patches.map((patch) => ({ patch }))
  await lab.openDocument({ ...exploding, optimizer: { kind: 'sgd', learningRate: 0.05 }, variants })
  await lab.step(150)

  const rule = page.getByRole('slider', { name: 'Values of the test loss of all networks' })
  const inSight = async (place: Locator) => expect(place).toBeInViewport({ ratio: 1 })
  const resultsInSight = async () => {
    for (const letter of 'ABCD') {
      await inSight(network(page, letter).getByRole('slider', { name: /^Place on the plane/ }))
      await inSight(figure(page, letter, 'testLoss'))
    }
  }
  await resultsInSight()
  for (const letter of 'ABCD') {
    await inSight(network(page, letter).getByRole('button', { name: /^Layer 1, unit 4/ }))
  }
  await inSight(rule)
  await page.getByRole('tab', { name: 'Activations' }).click()
  await resultsInSight()
  await inSight(page.getByRole('tabpanel'))
  await page.getByRole('button', { name: 'Close the details' }).click()

  const { divergence } = await page.evaluate(() => window.glassnet.state(1))
  await expect(
    page.getByText(`B diverged at step ${divergence?.step}`, { exact: true }),
  ).toBeVisible()
  const told = (text: string | RegExp) => expect(rule).toHaveAttribute('aria-valuetext', text)
  const loss = (letter: string) => figure(page, letter, 'testLoss').textContent()
  await rule.press('Home')
  await told(/^step 0: A [\d.]+, B [\d.]+, C [\d.]+, D [\d.]+$/)
  await rule.press('ArrowRight')
  await told(/^step 1: A [\d.]+, /)
  await rule.press('End')
  await told(
    `step 150: A ${await loss('A')}, B diverged, C ${await loss('C')}, D ${await loss('D')}`,
  )
  const box = await rule.boundingBox()
  if (!box) throw new Error('The curves are not in sight.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const { step } = await lab.reaches((state) => state.step < 150)
  await told(new RegExp(`^step ${step}: `))
  await rule.press('Home')
  await rule.press('Enter')
  expect(await lab.reaches((state) => state.step === 0)).toMatchObject({ lastStep: 150 })

  // However much differs, all of it can be read.
  await page.getByRole('button', { name: /^4 units .*: name and differences$/ }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText([
    '4 units in place of 8',
    'tanh in place of ReLU',
    'Adam in place of SGD',
    'learning rate 0.01 in place of 0.05',
    'batches of 8 in place of 10',
    'seed 9 of the weights',
  ])
})

test('On a tablet the verdicts and bars of three networks stand apart, each with room @wasm', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  const layers = (units: number) => [{ kind: 'dense', units, activation: 'relu' }]
  const variants = [5, 6].map((units) => ({ patch: { layers: layers(units) } }))
  await lab.openDocument({ ...sigmoids, variants })
  await lab.step(5)
  const dock = page.getByRole('tabpanel')
  const origins = dock.getByText('Step 5, next batch of 10 examples.')
  await expect(origins).toHaveCount(3)
  for (const [i, origin] of (await origins.all()).entries()) {
    const quantities = dock.getByRole('radiogroup', { name: 'What is shown of each layer' }).nth(i)
    const [above, below] = [await origin.boundingBox(), await quantities.boundingBox()]
    expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0))
  }
  const rows = dock
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Layer 1\b/ }) })
  await expect(rows).toHaveCount(3)
  for (const row of await rows.all()) {
    const track = await row.locator('span[aria-hidden]').first().boundingBox()
    expect(track?.width).toBeGreaterThan(40)
  }
})
