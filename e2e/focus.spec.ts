import { circle } from './support/documents'
import { expect, test } from './support/lab'

for (const [what, name] of [
  ['a dialog', 'Share'],
  ['a popover', 'Stop conditions'],
  ['the panel of a layer', 'Layer 1: move, remove, settings'],
  ['a menu', 'More'],
]) {
  test(`Escape closes ${what} and gives the focus back to its button @wasm`, async ({
    lab,
    page,
  }) => {
    await lab.open()
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    const open = page.locator('dialog[open], :popover-open')
    await expect(open).toBeVisible()
    if (name === 'More') await expect(page.getByRole('menuitem').first()).toBeFocused()
    // What it holds may be fetched when it is opened first.
    await expect(open.locator('button:visible, input:visible').first()).toBeVisible()
    if (name !== 'More') await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await expect(open).toBeHidden()
    await expect(button).toBeFocused()
  })
}

test('The focus goes to the neighbour of a layer that is removed, and to the + when none is left @wasm', async ({
  lab,
  page,
}) => {
  await lab.openDocument({
    ...circle,
    layers: [5, 3, 2].map((units) => ({ kind: 'dense', units, activation: 'tanh' })),
  })
  const head = (layer: number) => page.getByRole('button', { name: `Layer ${layer}: move, remove` })
  const remove = async (layer: number) => {
    await head(layer).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove layer' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Remove layer' })).toBeHidden()
  }
  await remove(3)
  await expect(head(2)).toBeFocused()
  await remove(1)
  await expect(head(1)).toBeFocused()
  expect((await lab.parameters())[0].shape).toEqual([2, 3])
  await remove(1)
  await expect(page.getByRole('button', { name: 'Add a layer after the inputs' })).toBeFocused()
})
