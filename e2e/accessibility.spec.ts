import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { circle } from './support/documents'
import { expect, test } from './support/lab'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

test('axe finds nothing on a phone, nor in its menu and dialogs @wasm', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await lab.openDocument(circle)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'More', exact: true }).click()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await lab.press('?')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.getByRole('dialog').evaluate((e) => e.scrollTop)).toBeGreaterThan(0)
})

/** Whether the middle of what has the focus is what a click there would hit. */
function focused(page: Page): Promise<{ name: string; inSight: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const label = element.closest('label')
    const { left, right, top, bottom } = element.getBoundingClientRect()
    // The middle of the part that is on the screen.
    const middle = (from: number, to: number, size: number) =>
      (Math.max(from, 0) + Math.min(to, size)) / 2
    const x = middle(left, right, window.innerWidth)
    const y = middle(top, bottom, window.innerHeight)
    const hit = document.elementFromPoint(x, y)
    return {
      name: element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent,
      inSight: hit !== null && (element.contains(hit) || label?.contains(hit) === true),
    }
  })
}

test.describe('On a touch screen', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('controls are a finger wide and the focus stays in sight @wasm', async ({ lab, page }) => {
    await lab.openDocument(circle)
    await page.getByRole('tab', { name: 'Examples' }).click()
    await expect(page.getByRole('table')).toBeVisible()
    const small = await page
      .locator('label:has([type=radio]), [aria-label=Speed], table button, header button')
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility())
          .map((control) => ({ control, box: control.getBoundingClientRect() }))
          .filter(({ box }) => Math.min(box.width, box.height) < 44)
          .map(({ control }) => control.outerHTML),
      )
    expect(small).toEqual([])
    await lab.press('p')
    for (let tab = 0; tab < 30; tab++) {
      await page.keyboard.press('Tab')
      expect(await focused(page)).toMatchObject({ inSight: true })
    }
  })
})

test('Who hears the page is told the loss when training rests @wasm', async ({ lab, page }) => {
  await lab.open()
  await lab.step(20)
  const { trainLoss } = await lab.state()
  expect(trainLoss).toBeLessThan(1)
  const told = page.getByRole('status').filter({ hasText: 'train loss' })
  await expect(told).toHaveText(/^step 20, epoch 0, train loss 0\.\d+, test loss 0\.\d+, /)
  await lab.play()
  await expect(told).toBeHidden()
})

test.describe('With colours of the system', () => {
  test.use({ contextOptions: { forcedColors: 'active' } })

  test('bars and what is chosen can be told from the page @wasm', async ({ lab, page }) => {
    await lab.open()
    await lab.step(5)
    await page.getByRole('tab', { name: 'Gradients' }).click()
    const colour = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor)
    const paper = await colour('body > div > *')
    expect(await colour('[role=tabpanel] i[style*=width]')).not.toBe(paper)
    expect(await colour('input[type=checkbox]:checked')).not.toBe(paper)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the page @wasm', async ({ lab, page }) => {
      await lab.openDocument(circle)
      await lab.step(50)
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
      expect(await violations(page)).toEqual([])
    })

    for (const [name, key] of [
      ['help', '?'],
      ['share', 's'],
      ['experiments', 'e'],
    ]) {
      test(`axe finds nothing with the dialog ${name} open @wasm`, async ({ lab, page }) => {
        await lab.open()
        await lab.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await violations(page)).toEqual([])
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      })
    }
  })
}
