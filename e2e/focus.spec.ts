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
    else await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await expect(open).toBeHidden()
    await expect(button).toBeFocused()
  })
}
