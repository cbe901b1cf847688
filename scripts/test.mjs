/**
 * `npm test`: every check there is, or those named: `npm test -- lint types`. Does all its own
 * set-up. The last line is `N passed, N failed`, counting each test and each check.
 */
import { ensureChromium, ensureInstalled, ensureKernels } from './setup.mjs'

const AT_A_TIME = 2

await prepare(ensureInstalled)
await prepare(ensureKernels)
const { STAGES, WITH_BROWSER } = await import('./checks.mjs')

const all = STAGES.flatMap((stage) => Object.keys(stage))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no check "${unknown[0]}"; there are: ${all.join(', ')}.`)
  process.exit(2)
}

if (wanted.length === 0 || wanted.some((name) => WITH_BROWSER.includes(name))) {
  process.env.CHROME_PATH = await prepare(ensureChromium)
}

const total = { passed: 0, failed: 0 }
for (const stage of STAGES) {
  const queue = Object.entries(stage).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  )
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(...next)
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A failed set-up counts as one failure. */
async function prepare(action) {
  try {
    return await action()
  } catch (error) {
    console.log(`${error.message}\n0 passed, 1 failed`)
    process.exit(1)
  }
}

async function run(name, check) {
  const startedMs = performance.now()
  const result = await check().catch((error) => ({ ok: false, output: `${error.stack}\n` }))
  const { ok, output, passed = 0, failed = 0, summary = '' } = result
  total.passed += passed + (ok ? 1 : 0)
  total.failed += failed + (ok ? 0 : 1)
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const tests = passed + failed > 0 ? `${passed} tests passed, ${failed} failed` : summary
  console.log(
    `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${seconds.padStart(6)} s  ${tests}`.trimEnd(),
  )
  if (!ok) console.log(`\n${output.trimEnd()}\n`)
}
