import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { HeadlessResult } from '../scripts/headless'
import { spiral, threeGaussians } from './support/documents'
import { expect, test } from './support/lab'

const STEPS = 300

for (const document of [spiral, threeGaussians]) {
  test(`WebAssembly gives the same bits here and in Node: ${document.title} @wasm`, async ({
    lab,
  }) => {
    await lab.openDocument(document)
    await lab.step(STEPS)
    const inNode = await runInNode(document)
    expect(await lab.parameters()).toEqual(inNode.parameters)
    const state = await lab.state()
    expect(inNode.history.at(-1)).toMatchObject({
      step: STEPS,
      trainLoss: state.trainLoss,
      testLoss: state.testLoss,
    })
  })
}

async function runInNode(document: unknown): Promise<HeadlessResult> {
  const folder = await mkdtemp(join(tmpdir(), 'glassnet-'))
  const file = join(folder, 'experiment.json')
  await writeFile(file, JSON.stringify(document))
  const options = ['--steps', String(STEPS), '--every', String(STEPS), '--json', '--parameters']
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/experiment.mjs', file, ...options],
    { maxBuffer: 1 << 26 },
  )
  await rm(folder, { recursive: true })
  return JSON.parse(stdout) as HeadlessResult
}
