/**
 * Draws the icons of the installed page from public/favicon.svg. Run it after changing that:
 * `node scripts/build-icons.mjs`.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QUIET } from './browser-flags.mjs'
import { ensureChromium, ROOT } from './setup.mjs'

const PUBLIC = join(ROOT, 'public')
const FOLDER = join(PUBLIC, 'icons')
const PAPER = '#fdfdfb'
/** Systems cut maskable icons to a shape of their own, a circle of 80 % at the least. */
const ICONS = [
  { name: 'icon-192', size: 192, drawn: 1, background: 'transparent' },
  { name: 'icon-512', size: 512, drawn: 1, background: 'transparent' },
  { name: 'maskable-192', size: 192, drawn: 0.75, background: PAPER },
  { name: 'maskable-512', size: 512, drawn: 0.75, background: PAPER },
]

const { chromium } = await import('@playwright/test')
const svg = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: QUIET })
mkdirSync(FOLDER, { recursive: true })
for (const { name, size, drawn, background } of ICONS) {
  const page = await browser.newPage({
    viewport: { width: size, height: size },
    colorScheme: 'light',
  })
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${background}">` +
      `<div style="width:${size * drawn}px">${svg}</div></body>`,
  )
  await page.screenshot({ path: join(FOLDER, `${name}.png`), omitBackground: true })
  await page.close()
}
await browser.close()
console.log(`The icons are in ${FOLDER}.`)
