/** Runs the tools of a check and keeps what they say. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './setup.mjs'

/** Started with this Node rather than through npx, which differs from system to system. */
const TOOLS = {
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  oxlint: 'oxlint/bin/oxlint',
  playwright: '@playwright/test/cli.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
}

export function runTool(tool, args, env = {}) {
  return runScript(join('node_modules', TOOLS[tool]), args, env)
}

/**
 * Resolves to `{ ok, output }`. There is no standard input and no terminal for the tool to ask or
 * to draw on.
 */
export function runScript(script, args = [], env = {}) {
  // Some tools take the mere presence of it for a wish.
  const { FORCE_COLOR: _, ...environment } = process.env
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, CI: 'true', NO_COLOR: '1', ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
