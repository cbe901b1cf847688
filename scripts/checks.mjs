/** What `npm test` runs, stage by stage; the checks of a stage do not depend on each other. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runScript, runTool } from './run.mjs'
import { ROOT } from './setup.mjs'
import { checkSizes } from './size.mjs'

/** Checks that need a browser, or the software GPU that comes with one. */
export const WITH_BROWSER = ['kernels', 'size', 'journeys']

const REPORTS = join(ROOT, '.cache/reports')

const TYPE_CONFIGS = [
  'src/tsconfig.core.json',
  'src/tsconfig.worker.json',
  'src/tsconfig.page.json',
  'tsconfig.node.json',
]

/** Each check resolves to `{ ok, output, passed?, failed?, summary? }`; two of them count its tests. */
export const STAGES = [
  {
    format: () => runTool('biome', ['ci', '--colors=off', '.']),
    lint: () => runTool('oxlint', ['--type-aware', '--deny-warnings', '--format=unix']),
    types,
    'dead code': () => runTool('knip', ['--no-progress']),
    walls: () => vitest('walls', ['src/walls.test.ts']),
  },
  {
    build: () => runScript('scripts/build.mjs'),
    unit: () => vitest('unit', ['--exclude', 'src/engine/**', '--exclude', 'src/walls.test.ts']),
    kernels: () => vitest('kernels', ['src/engine']),
  },
  { size: checkSizes },
  { journeys },
]

async function types() {
  const results = []
  for (const config of TYPE_CONFIGS) {
    results.push(await runTool('tsc', ['--noEmit', '--pretty', 'false', '-p', config]))
  }
  return {
    ok: results.every(({ ok }) => ok),
    output: results.map(({ output }) => output).join(''),
  }
}

async function vitest(name, args) {
  const report = reportPath(name)
  const result = await runTool('vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const counts = readReport(report)
  return {
    ...result,
    passed: counts?.numPassedTests ?? 0,
    failed: counts?.numFailedTests ?? 0,
  }
}

async function journeys() {
  const report = reportPath('journeys')
  const result = await runTool('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const stats = readReport(report)?.stats
  return { ...result, passed: stats?.expected ?? 0, failed: stats?.unexpected ?? 0 }
}

function reportPath(name) {
  mkdirSync(REPORTS, { recursive: true })
  const path = join(REPORTS, `${name}.json`)
  rmSync(path, { force: true })
  return path
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
