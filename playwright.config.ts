import { defineConfig } from '@playwright/test'
import { QUIET, SOFTWARE_GPU } from './scripts/browser-flags.mjs'
import { findChromium } from './scripts/setup.mjs'

/** Installed ones first; null leaves the choice to Playwright. */
const executablePath = findChromium()
/** With scroll bars that take room, as most visitors have them. */
const browser = (args: readonly string[]) => ({
  launchOptions: {
    args: [...args],
    ignoreDefaultArgs: ['--hide-scrollbars'],
    ...(executablePath && { executablePath }),
  },
})

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // Two noisy cores and a GPU in software: nothing here is a matter of speed.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    // Only e2e/offline.spec.ts is about it; others need no second copy of the page.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'webgpu', grepInvert: /@wasm/, use: browser([...QUIET, ...SOFTWARE_GPU]) },
    { name: 'wasm', grepInvert: /@webgpu/, use: browser(QUIET) },
  ],
})
