import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { serve } from '../scripts/serve.mjs'
import { ROOT } from '../scripts/setup.mjs'
import type { ExperimentDocument } from '../src/model/document'
import { circle } from './support/documents'
import { expect, test } from './support/lab'
import { nextBuild } from './support/next-build'

test.use({ serviceWorkers: 'allow' })

/** Waits until a visit without a connection would find the whole page. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { serviceWorker } = navigator
    if (serviceWorker.controller) return
    await new Promise((resolve) => {
      serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
  })
}

/** The names of the data files that are kept. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.endsWith(' data'))
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests
      .flat()
      .map(({ url }) => /([^/]+)\?/.exec(url)?.[1] ?? '')
      .sort()
  })

const table = (name: 'penguins' | 'wine'): ExperimentDocument => ({
  format: 'glassnet/1',
  title: `Table ${name}`,
  task: 'classification',
  loss: 'softmaxCrossEntropy',
  data: { kind: 'bundled', name },
  layers: [{ kind: 'dense', units: 4, activation: 'tanh' }],
  optimizer: { kind: 'adam', learningRate: 0.03 },
})

test('After a first visit the page opens without a connection and trains @wasm', async ({
  lab,
  page,
  context,
}) => {
  await lab.openDocument(circle)
  await kept(page)
  await context.setOffline(true)
  await page.reload()
  await lab.ready()
  expect((await lab.experiment()).title).toBe(circle.title)
  await lab.step(20)
  // A part that was never shown with a connection.
  await lab.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('Data sets that were used are there without a connection, others say so @wasm', async ({
  lab,
  page,
  context,
}) => {
  const load = (document: ExperimentDocument) =>
    page.evaluate((experiment) => window.glassnet.load(experiment), document)
  // The first is fetched before there is a service worker, the second after.
  await lab.open('#preset=iris')
  await kept(page)
  await load(table('penguins'))
  await expect.poll(() => keptFiles(page)).toEqual(['iris.csv', 'penguins.csv'])

  await context.setOffline(true)
  await page.reload()
  await lab.ready()
  expect((await lab.experiment()).data).toMatchObject({ name: 'penguins' })
  await lab.step(10)
  await lab.open('#preset=iris')
  await lab.step(10)

  await expect(load(table('wine'))).rejects.toThrow('only data that was used here before')
  await expect(page.getByRole('alert')).toContainText('wine.csv could not be loaded')
})

test('MNIST, opened once, trains LeNet-5 without a connection @wasm', async ({
  lab,
  page,
  context,
}) => {
  await lab.open('#preset=lenet-5')
  await expect.poll(() => keptFiles(page)).toEqual(['mnist-5000.u8z'])
  await context.setOffline(true)
  await page.reload()
  await lab.ready()
  expect((await lab.experiment()).data).toMatchObject({ name: 'mnist' })
  const before = await lab.state()
  await lab.step(5)
  expect((await lab.state()).trainLoss).not.toBe(before.trainLoss)
})

test('A new build waits for the next load, and the page says that it is there @wasm', async ({
  lab,
  page,
}) => {
  const root = mkdtempSync(join(tmpdir(), 'glassnet-'))
  const folder = join(root, 'lab')
  cpSync(join(ROOT, 'dist'), folder, { recursive: true })
  const { url, close } = await serve({ port: 0, root })
  // Not one's own machine by its name, where the page always comes from the server.
  const address = `${url.replace('localhost', 'glassnet.localhost')}lab/`
  const script = () => page.locator('script[type="module"]').getAttribute('src')
  const reload = page.getByRole('button', { name: 'Reload' })
  try {
    await lab.goto(address)
    await page.evaluate((experiment) => window.glassnet.load(experiment), circle)
    await kept(page)
    const before = await script()
    await page.reload()
    await lab.ready()
    await expect(reload).toBeHidden()

    nextBuild(folder)
    await page.reload()
    await lab.ready()
    expect(await script()).toBe(before)
    await expect(reload).toBeVisible()
    // The server has nothing of the old build any more.
    await lab.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')

    await reload.click()
    await expect.poll(script).not.toBe(before)
    await lab.ready()
    expect((await lab.experiment()).title).toBe(circle.title)
    await expect(reload).toBeHidden()

    await close()
    await page.reload()
    await lab.ready()
    await lab.step(10)
  } finally {
    await close()
    rmSync(root, { recursive: true })
  }
})

test('Where a service worker is refused the page works as ever @wasm', async ({ lab, page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException('Refused', 'SecurityError'))
  })
  await lab.openDocument(circle)
  await lab.step(10)
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
})

test('The page can be installed, with icons of the sizes it names @wasm', async ({
  lab,
  page,
  context,
}) => {
  await lab.open()
  const session = await context.newCDPSession(page)
  const manifest = await session.send('Page.getAppManifest')
  expect(manifest.errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // Every context of a test is a private window.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
  const sizes = await page.evaluate(async (url) => {
    const { icons } = (await (await fetch(url)).json()) as {
      icons: { src: string; sizes: string; type: string }[]
    }
    const pictures = icons.filter(({ type }) => type === 'image/png')
    return Promise.all(
      pictures.map(async ({ src, sizes: named }) => {
        const bitmap = await createImageBitmap(await (await fetch(new URL(src, url))).blob())
        return { named, drawn: `${bitmap.width}x${bitmap.height}` }
      }),
    )
  }, manifest.url)
  expect(sizes.map(({ drawn }) => drawn)).toEqual(['192x192', '512x512', '192x192', '512x512'])
  expect(sizes.map(({ named }) => named)).toEqual(sizes.map(({ drawn }) => drawn))
})
