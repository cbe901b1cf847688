import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { activationNames } from './activations'
import { bundledNames, tableSource } from './bundled'
import { generatorNames } from './datasets'
import { featureNames } from './features'
import { initializerNames, initializers } from './initializers'
import { layerKindNames, layerKinds } from './layers'
import { lossNames } from './losses'
import { optimizerNames, optimizers } from './optimizers'
import { parseText } from './parse'
import { scheduleNames, schedules } from './schedules'

const text = readFileSync('docs/experiment-format.md', 'utf8')
const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json)

test('the examples of the format page are valid documents', () => {
  expect(examples.length).toBeGreaterThanOrEqual(2)
  for (const json of examples) expect(parseText(json)).toMatchObject({ ok: true })
})

test('the format page names every entry of every catalogue, and its settings', () => {
  const settings = [optimizers, initializers, schedules, layerKinds].flatMap((catalogue) =>
    Object.values(catalogue).flatMap((entry) => Object.keys(entry.settings)),
  )
  const columns = bundledNames.flatMap(
    (name) => tableSource(name)?.columns.map((own) => own.name) ?? [],
  )
  const names = [
    ...[generatorNames, featureNames, activationNames, initializerNames, lossNames].flat(),
    ...[optimizerNames, scheduleNames, layerKindNames, bundledNames, settings, columns].flat(),
  ]
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})

test('the message that the pages quote is the one that a visitor gets', () => {
  const layers = [1, 1, 0].map((units) => ({ kind: 'dense', units }))
  const refused = parseText(JSON.stringify({ format: 'glassnet/1', layers }))
  const found = refused.ok ? undefined : refused.problems.find(({ path }) => path.endsWith('units'))
  const quoted = `\`${found?.path}: ${found?.message}\``
  for (const page of ['docs/experiment-format.md', 'docs/embedding.md']) {
    expect(readFileSync(page, 'utf8')).toContain(quoted)
  }
})
